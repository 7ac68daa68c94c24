import { CouldNotCheckError } from "../../errors.ts";
import type { TypeScript } from "../../impact/project/compiler.ts";
import { isBelow } from "../../impact/reached.ts";
import { type Json, type JsonObject, join } from "../../json.ts";
import { type Check, checker, type Misfit } from "../../live/conformance/schema.ts";
import type { Answer } from "./answer.ts";
import { ran } from "./run.ts";
import type { Conversion, Shim } from "./shim.ts";
import { valuesOf } from "./values.ts";

/** Code that is said to be a shim. */
export interface Claimed {
  readonly shim: Shim;
  /** A module's text, and the name of the function in it. */
  readonly text: string;
  readonly name: string;
}

/**
 * Whether a shim does what it says: it is run on answers that the new contract allows, and what it gives fits the old one,
 * but for what it says it cannot restore. What is beside is nobody's loss. Where no such answer is found, nothing holds.
 */
export async function holds(
  { shim, text, name }: Claimed,
  { before, now }: { readonly before: Answer; readonly now: Answer },
  ts: TypeScript,
): Promise<boolean> {
  try {
    const isAnswer = await checkOf(now.document);
    const wasAnswer = await checkOf(before.document);
    const values = valuesOf(now.schema, now.document, knownBy(shim)).filter(
      (value) => isAnswer(now.schema, now.pointer, value).length === 0,
    );
    const given = values.length > 0 ? ran(text, name, values, ts) : undefined;
    const isSame = (value: Json) =>
      wasAnswer(before.schema, before.pointer, value).every((misfit) => isSaid(misfit, shim));
    return given?.length === values.length && given.every(isSame);
  } catch (error) {
    if (error instanceof CouldNotCheckError) return false; // nothing can be held against a schema that is wrong
    throw error;
  }
}

/** What holds answers against a contract. */
export async function checkOf(document: JsonObject): Promise<Check> {
  const known = checks.get(document) ?? checker(document).then(({ response }) => response);
  checks.set(document, known);
  return known;
}

const checks = new WeakMap<JsonObject, Promise<Check>>();

/** Whether a shim says that it cannot restore what does not fit, or that is one member too many. */
export function isSaid({ keyword, path, property }: Misfit, { lost }: Shim): boolean {
  if (keyword === "additionalProperties") return true;
  const names = [
    ...path.map((token) => (/^\d+$/.test(token) ? "*" : token)),
    ...(property === undefined ? [] : [property]),
  ];
  const place = join("", ...names);
  return lost.some(({ pointer }) => pointer !== "" && (place === pointer || isBelow(place, pointer)));
}

/** What a conversion is for is not what the contract says: a number in a text, a time of our days. */
function knownBy({ steps, takenOut }: Shim): (pointer: string, value: Json) => Json | undefined {
  const place = takenOut === undefined ? "" : join("", takenOut);
  const known = new Map(
    steps.flatMap((step) => (step.kind === "converted" ? [[place + step.pointer, plausible(step.how)] as const] : [])),
  );
  return (pointer) => known.get(pointer);
}

function plausible(how: Conversion): Json | undefined {
  if (how.to === "number") return "42";
  if (how.to === "unix time") return "2024-05-06T07:08:09Z";
  if (how.to === "date-time") return how.unit === "s" ? 1_714_979_289 : 1_714_979_289_000;
  return undefined;
}
