/**
 * Header fields by name in lower case, those that came more than once joined by a comma. They come from undici's callers
 * and handlers as objects, as names and values in turn (texts or bytes), or as pairs.
 */
export function fields(headers: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of pairs(headers)) {
    const key = text(name).toLowerCase();
    const said = [value].flat().map(text).join(", ");
    found[key] = found[key] === undefined ? said : `${found[key]}, ${said}`;
  }
  return found;
}

function pairs(headers: unknown): (readonly [unknown, unknown])[] {
  if (typeof headers !== "object" || headers === null) return [];
  if (Array.isArray(headers) && !isPair(headers[0])) return inTurn(headers);
  const listed = Symbol.iterator in headers ? [...(headers as Iterable<unknown>)].filter(isPair) : undefined;
  return listed ?? Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

function inTurn(list: readonly unknown[]): (readonly [unknown, unknown])[] {
  return list.flatMap((name, i) => (i % 2 === 0 ? [[name, list[i + 1]] as const] : []));
}

/** Fields are bytes (RFC 9110, section 5.5). */
function text(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString("latin1") : String(value);
}
