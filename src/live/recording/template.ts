/** A segment of a path template, or of a server's path. Literal text is decoded. */
export type Segment =
  | { readonly kind: "literal"; readonly text: string }
  /** Literal pieces around parameters: `{owner}.json` is `["", ".json"]`. */
  | { readonly kind: "mixed"; readonly pieces: readonly string[] }
  | { readonly kind: "parameter"; readonly name: string };

/** The segments of a template or of a path, without what comes after `?` or `#`. `/a/` has an empty last one. */
export function segmentsOf(template: string): Segment[] {
  return pathOf(template).split("/").slice(1).map(segment);
}

/** What comes before `?` and `#`; braces may hold either. */
function pathOf(template: string): string {
  return /^(?:\{[^{}]*\}|[^?#{])*/.exec(template)?.[0] ?? "";
}

function segment(text: string): Segment {
  const pieces = piecesOf(text);
  const [name] = /(?<=^\{)[^{}]*(?=\}$)/.exec(text) ?? [];
  if (name !== undefined) return { kind: "parameter", name };
  return pieces.length === 1
    ? { kind: "literal", text: decoded(text) }
    : { kind: "mixed", pieces: pieces.map(decoded) };
}

/** The literal text before, between and after the parameters of a text. */
export function piecesOf(text: string): string[] {
  return text.split(/\{[^{}]*\}/);
}

/** Percent-encoding undone; left as it is where it is broken. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Whether a text is the pieces with something between them. In linear time: a vendor wrote the pieces. */
export function fits([first = "", ...others]: readonly string[], text: string): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at + 1);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.endsWith(last) && text.length - last.length > at;
}
