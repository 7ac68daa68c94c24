/** A numeric bound. `exclusive`: the value itself is out. */
export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** Positive: the first bound lets more through. For `upper`, higher is wider; for lower bounds, lower is. */
export function compareBounds(a: Bound | undefined, b: Bound | undefined, upper: boolean): number {
  if (!a || !b) return Number(!a) - Number(!b);
  if (a.value !== b.value) return upper ? a.value - b.value : b.value - a.value;
  return Number(b.exclusive) - Number(a.exclusive);
}

export function tighter(a: Bound | undefined, b: Bound | undefined, upper: boolean): Bound | undefined {
  return compareBounds(a, b, upper) > 0 ? b : a;
}

/** For whole numbers, `< 11` is `<= 10`, and `<= 10.5` is too. */
export function whole(bound: Bound | undefined, upper: boolean): Bound | undefined {
  if (!bound) return undefined;
  const { value, exclusive } = bound;
  if (!Number.isFinite(value)) return bound;
  if (exclusive && Number.isInteger(value)) return { value: upper ? value - 1 : value + 1, exclusive: false };
  return { value: upper ? Math.floor(value) : Math.ceil(value), exclusive: false };
}
