/** What does not fit where it is used, as JSON calls kinds, beside `undefined`. */
export type Fault =
  /** A value of a kind that is not expected at all. */
  | { readonly about: "kind"; readonly kind: string }
  /** One value, as JSON. */
  | { readonly about: "value"; readonly kind: string; readonly value: string }
  /** Any value of the kind, where only some of them are expected. */
  | { readonly about: "any value"; readonly kind: string };

/** What of a value's type is at fault in an error, as the compiler's message tells; nothing where it does not. */
export function faultsIn(says: string): Fault[] {
  const lines = says.split("\n").map((line) => line.trim());
  const [first = "", last = ""] = [lines[0], lines.at(-1)];
  return absent(last) ?? missed(first, last) ?? apart(last) ?? unfit(lines) ?? [];
}

/** `'order.total' is possibly 'null' or 'undefined'.`, `Type 'null' cannot be used as an index type.` */
function absent(says: string): Fault[] | undefined {
  const [, ...kinds] =
    /possibly '(null|undefined)'(?: or '(undefined)')?/.exec(says) ??
    /^Type '(null|undefined)' cannot be/.exec(says) ??
    [];
  const found = kinds.flatMap((kind): Fault[] => (kind ? [{ about: "kind", kind }] : []));
  return found.length > 0 ? found : undefined;
}

/** `Property 'trim' does not exist on type '3'.`, and of `by[state]`: `Property 'late' does not exist on type '{ … }'.` */
function missed(first: string, last: string): Fault[] | undefined {
  const used = /because expression of type '(.*)' can't be used to index type '/.exec(first)?.[1];
  const [, name, on] = /^Property '(.*)' does not exist on type '(.*)'/.exec(last) ?? [];
  if (used === undefined) return on === undefined ? undefined : faultsOf(on);
  const faults = faultsOf(used);
  const named = faults?.filter((one) => one.about === "value" && (one.value === name || one.value === `"${name}"`));
  return named?.length ? named : faults;
}

/** Types that are compared. A value of a kind that both have is what one of them lacks. */
function apart(says: string): Fault[] | undefined {
  const [, one = "", other = ""] =
    /the types '(.*)' and '(.*)' have no overlap/.exec(says) ??
    /^Type '(.*)' is not comparable to type '(.*)'/.exec(says) ??
    [];
  const sides = [faultsOf(one), faultsOf(other)].flatMap((side) => (side ? [side] : []));
  const [kinds, others = []] = sides.map((side) => side.map(({ kind }) => kind));
  if (kinds === undefined || sides.length < 2) return undefined;
  return kinds.some((kind) => others.includes(kind))
    ? sides.filter(({ length }) => length === 1).flat()
    : sides.flat().map(({ kind }) => ({ about: "kind", kind }));
}

/** Of the outermost types that are listed whole, what one has and the other does not take; or else the last reason. */
function unfit(lines: readonly string[]): Fault[] | undefined {
  const reasons = lines.flatMap((line) => {
    const [, from = "", to = ""] = /ype '(.*)' is not assignable to (?:parameter of )?type '(.*)'/.exec(line) ?? [];
    const [given, taken] = [faultsOf(from), faultsOf(to)];
    return given === undefined ? [] : [{ given, taken }];
  });
  const untaken = reasons.map(({ given, taken }) =>
    given.filter((fault) => !isHolder(fault) && (taken ? !takes(taken, fault) : given.length === 1)),
  );
  return untaken.find(({ length }) => length > 0) ?? reasons.at(-1)?.given;
}

function takes(taken: readonly Fault[], fault: Fault): boolean {
  return taken.some(
    (one) =>
      one.kind === fault.kind && (one.about !== "value" || (fault.about === "value" && one.value === fault.value)),
  );
}

/** Reasons that follow say what in it is at fault. */
function isHolder({ kind }: Fault): boolean {
  return kind === "object" || kind === "array";
}

/** The members of a type; undefined where one of them is only a name, or left out. */
function faultsOf(type: string): Fault[] | undefined {
  if (type === "never") return [];
  const members = type.match(/(?:"(?:[^"\\]|\\.)*"|\{.*\}|[^"|{])+/g)?.map((member) => faultOf(member.trim())) ?? [];
  const known = members.flatMap((member) => member ?? []);
  return known.length > 0 && known.length === members.length ? known : undefined;
}

function faultOf(member: string): Fault | undefined {
  if (member.endsWith("[]")) return { about: "kind", kind: "array" };
  if (member.startsWith("{")) return { about: "kind", kind: "object" };
  if (/^(null|undefined)$/.test(member)) return { about: "kind", kind: member };
  if (/^(string|number|boolean)$/.test(member)) return { about: "any value", kind: member };
  if (/^(true|false)$/.test(member)) return { about: "value", kind: "boolean", value: member };
  if (/^-?\d[\d.e+-]*$/.test(member)) return { about: "value", kind: "number", value: member };
  return /^".*"$/.test(member) ? { about: "value", kind: "string", value: member } : undefined;
}
