import { type Expression, isWhole, pieces } from "../../config/expression.ts";
import type { Probe } from "../../config/schema.ts";
import { at, isObject, type Json } from "../../json.ts";
import type { Content } from "../redact/content.ts";
import type { Refusal, Sample } from "../sample.ts";
import type { RawAnswer } from "../transport/reply.ts";
import type { Request } from "./request.ts";

/** What a step lends to later probes. Never leaves a sampling. */
export type Lent =
  | {
      readonly kind: "answered";
      readonly probe: Probe;
      readonly request: Request;
      readonly answer: RawAnswer;
      readonly content: Content;
      readonly sample: Sample;
    }
  /** `why` is what became of the step, as said of it. */
  | { readonly kind: "nothing"; readonly first: Sample | Refusal; readonly why: string };

type Answered = Extract<Lent, { kind: "answered" }>;

/** A probe with the values that its expressions stand for; or the first of them that stands for nothing. */
export type Filled =
  | {
      readonly kind: "filled";
      readonly probe: Probe;
      /** Every value that was taken, as text: nobody else may see them. */
      readonly taken: readonly string[];
    }
  | Missing;

/** What a probe needs, and a step did not give: `why` is what became of the step, `first` what went wrong first. */
export interface Missing {
  readonly kind: "missing";
  readonly expression: Expression;
  readonly why: string;
  readonly first: Sample | Refusal;
}

/** Replaces a probe's expressions by values of the steps that they name, of which there is one for each. */
export function fill(probe: Probe, steps: ReadonlyMap<string, Lent>): Filled {
  const taken: Json[] = [];
  const missing: Missing[] = [];
  const filled = withTexts(probe, (expression) => {
    const step = steps.get(expression.step);
    if (!step) throw new RangeError(`no probe has the id ${expression.step}`); // the configuration allows no other
    const found = step.kind === "answered" ? take(expression, step) : step;
    if ("value" in found) {
      taken.push(found.value);
      return found.value;
    }
    const first = step.kind === "answered" ? step.sample : step.first;
    missing.push({ kind: "missing", expression, why: found.why, first });
    return "";
  });
  return missing[0] ?? { kind: "filled", probe: filled, taken: taken.flatMap(scalars) };
}

/** The probe with `*` where values of an answer stand, as it may be shown to people. */
export function masked(probe: Probe): Probe {
  return withTexts(probe, () => "*");
}

/** Whether a value has an expression somewhere, so that it is not known yet. */
export function isOpen(value: Json | undefined): boolean {
  if (typeof value === "string") return pieces(value).some(({ kind }) => kind !== "text");
  return typeof value === "object" && value !== null && Object.values(value).some(isOpen);
}

function withTexts(probe: Probe, value: (expression: Expression) => Json): Probe {
  const { parameters, headers, body } = probe;
  return {
    ...probe,
    // Whatever JSON stands for an expression, what holds it keeps its form.
    parameters: mapTexts(parameters, value) as Probe["parameters"],
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, asText(replaced(text, value))])),
    ...(body !== undefined && { body: mapTexts(body, value) as NonNullable<Probe["body"]> }),
  };
}

function mapTexts(given: Json, value: (expression: Expression) => Json): Json {
  if (typeof given === "string") return replaced(given, value);
  if (Array.isArray(given)) return given.map((item: Json) => mapTexts(item, value));
  if (!isObject(given)) return given;
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, member]) => (member === undefined ? [] : [[name, mapTexts(member, value)]])),
  );
}

function replaced(text: string, value: (expression: Expression) => Json): Json {
  const parts = pieces(text).flatMap((piece) => {
    if (piece.kind === "text") return [piece.text];
    return piece.kind === "expression" ? [value(piece.expression)] : []; // the configuration has no malformed one
  });
  const [only] = parts;
  return isWhole(text) && only !== undefined ? only : parts.map(asText).join("");
}

/** Within other text, and in a header, a string is itself, and anything else is JSON. */
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
      return orMissing(answer.headers[from.name], `has no header ${from.name} in its answer`);
    case "request header":
      return orMissing(request.headers[from.name], `sent no header ${from.name}`);
    case "path":
    case "query":
      return orMissing(probe.parameters[from.name], `has no parameter ${from.name}`);
  }
}

function fromBody(content: Content, pointer: string): Taken {
  if (content.kind !== "json") return { why: "did not answer JSON" };
  const value = at(content.value, pointer);
  const place = pointer === "" ? "as its answer" : `at ${pointer}`;
  return value === null ? { why: `has null ${place}` } : orMissing(value, `has nothing ${place}`);
}

function orMissing(value: Json | undefined, why: string): Taken {
  return value === undefined ? { why } : { value };
}

function scalars(value: Json | undefined): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap((member: Json | undefined) => scalars(member));
}
