/**
 * What a probe takes from an earlier one: an Arazzo runtime expression that starts with `$steps.`.
 * @see Arazzo 1.0.1, section 4.7 (Runtime Expressions)
 */
export interface Expression {
  /** As written, without braces. */
  readonly text: string;
  /** The `id` of the probe that it takes from. */
  readonly step: string;
  readonly from: Origin;
}

/** Where in an exchange a value stands. */
export type Origin =
  /** A JSON Pointer into the answer's body; `""` is all of it. */
  | { readonly kind: "body"; readonly pointer: string }
  | { readonly kind: "status" }
  /** Header names are in lower case. */
  | { readonly kind: "response header" | "request header"; readonly name: string }
  | { readonly kind: "path" | "query"; readonly name: string };

/** A piece of a configured text. `malformed` is meant as an expression, and is none that a probe can use. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "malformed" };

/**
 * Reads a configured text: an expression as a whole (`$steps.list.response.body#/0/id`), expressions in braces within
 * other text (`id:{$steps.list.response.body#/0/id}`), or plain text. What only starts with a dollar sign is plain text.
 */
export function pieces(text: string): readonly Piece[] {
  if (root.test(text)) return [piece(text)];
  return text
    .split(embedded)
    .map((part, i): Piece => (i % 2 === 0 ? { kind: "text", text: part } : piece(part)))
    .filter((part) => part.kind !== "text" || part.text !== "");
}

/** Whether a text is one expression as a whole, so that the value keeps its type. */
export function isWhole(text: string): boolean {
  return root.test(text);
}

/** What every runtime expression starts with, whether or not a probe can use it. */
const sources = "request|response|inputs|outputs|steps|workflows|sourceDescriptions|components";
const expression = `\\$(?:url|method|statusCode|(?:${sources})\\.[^{}]*)`;
const root = new RegExp(`^${expression}$`);
const embedded = new RegExp(`\\{(${expression})\\}`);

function piece(text: string): Piece {
  const [, step, rest = ""] = /^\$steps\.([\w-]+)\.(.*)$/s.exec(text) ?? [];
  const from = origin(rest);
  return step === undefined || from === undefined
    ? { kind: "malformed" }
    : { kind: "expression", expression: { text, step, from } };
}

function origin(text: string): Origin | undefined {
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const { side, token = "", place, name = "", pointer = "" } = groups;
  if (side === "request" || side === "response") return { kind: `${side} header`, name: token.toLowerCase() };
  if (place === "path" || place === "query") return { kind: place, name };
  return text === "statusCode" ? { kind: "status" } : { kind: "body", pointer };
}

const forms = [
  /^(?<status>statusCode)$/, // Arazzo has it of the current step alone, whose answer no request can know
  /^response\.body(#(?<pointer>(\/([^~/]|~[01])*)*))?$/, // RFC 6901, section 3
  /^(?<side>request|response)\.header\.(?<token>[\w!#$%&'*+.^`|~-]+)$/, // RFC 9110, section 5.6.2
  /^request\.(?<place>path|query)\.(?<name>.+)$/s,
];
