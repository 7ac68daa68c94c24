import { type Expression, isWhole, pieces } from "../../config/expression.ts";
import type { Probe } from "../../config/schema.ts";
import { at, isObject, type Json } from "../../json.ts";
import type { RawAnswer } from "../transport/index.ts";
import type { Content } from "../redact/content.ts";
import type { Request } from "./request.ts";

/** A step that was answered: what later probes may take from. Never leaves a sampling. */
export interface Answered {
  readonly probe: Probe;
  readonly request: Request;
  readonly answer: RawAnswer;
  readonly content: Content;
}

/** A probe whose expressions are replaced by what they stand for; or what they need, and do not find. */
export type Filled =
  | {
      readonly kind: "filled";
      readonly probe: Probe;
      /** Every value that was taken, as text: nobody else may see them. */
      readonly taken: readonly string[];
    }
  | { readonly kind: "missing"; readonly expression: Expression; readonly why: string };

/** Replaces a probe's expressions by values of the steps that they name. */
export function fill(probe: Probe, steps: ReadonlyMap<string, Answered>): Filled {
  const taken: string[] = [];
  const missing: Extract<Filled, { kind: "missing" }>[] = [];
  const filled = withTexts(probe, (expression) => {
    const step = steps.get(expression.step);
    const found = step ? take(expression, step) : { why: "it was not answered" };
    if ("why" in found) missing.push({ kind: "missing", expression, ...found });
    else taken.push(...scalars(found.value));
    return "value" in found ? found.value : null;
  });
  return missing[0] ?? { kind: "filled", probe: filled, taken };
}

/** A probe whose expressions are replaced by `*`, as it may be shown to people. */
export function masked(probe: Probe): Probe {
  return withTexts(probe, () => "*");
}

/** Whether a value has an expression somewhere, so that nothing can be said of it yet. */
export function isOpen(value: Json | undefined): boolean {
  if (typeof value === "string") return pieces(value).some(({ kind }) => kind === "expression");
  return typeof value === "object" && value !== null && Object.values(value).some(isOpen);
}

/** The configuration says where values may stand; whatever a value becomes, its place still takes JSON. */
function withTexts(probe: Probe, value: (expression: Expression) => Json): Probe {
  const { parameters, headers, body } = probe;
  return {
    ...probe,
    parameters: mapTexts(parameters, value) as Probe["parameters"],
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, String(replaced(text, value, asText))]),
    ),
    ...(body !== undefined && { body: mapTexts(body, value) as Exclude<Probe["body"], undefined> }),
  };
}

function mapTexts(given: Json, value: (expression: Expression) => Json): Json {
  if (typeof given === "string") return replaced(given, value, (whole) => whole);
  if (Array.isArray(given)) return given.map((item: Json) => mapTexts(item, value));
  if (!isObject(given)) return given;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, member]) => (member === undefined ? [] : [[name, mapTexts(member, value)]])),
  );
}

function replaced(text: string, value: (expression: Expression) => Json, asWhole: (value: Json) => Json): Json {
  const found = pieces(text);
  const [only] = found;
  if (only?.kind === "expression" && isWhole(text)) return asWhole(value(only.expression));
  return found
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      return piece.kind === "expression" ? asText(value(piece.expression)) : "";
    })
    .join("");
}

/** Within other text, a string is itself, and anything else JSON (Arazzo 1.0.1, section 4.7). */
function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

type Taken = { readonly value: Json } | { readonly why: string };

function take({ from }: Expression, { probe, request, answer, content }: Answered): Taken {
  switch (from.kind) {
    case "status":
      return { value: answer.status };
    case "body":
      return fromBody(content, from.pointer);
    case "response header":
      return orMissing(answer.headers[from.name], `the answer has no header ${from.name}`);
    case "request header":
      return orMissing(request.headers[from.name], `the request has no header ${from.name}`);
    case "path":
    case "query":
      return orMissing(probe.parameters[from.name], `the request has no ${from.kind} parameter ${from.name}`);
  }
}

function fromBody(content: Content, pointer: string): Taken {
  if (content.kind !== "json") return { why: "its answer is not JSON" };
  const value = at(content.value, pointer);
  return value === null ? { why: `${pointer || "it"} is null` } : orMissing(value, `its answer has no ${pointer}`);
}

function orMissing(value: Json | undefined, why: string): Taken {
  return value === undefined ? { why } : { value };
}

function scalars(value: Json | undefined): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap((member: Json | undefined) => scalars(member));
}
