import { isSameOperation } from "../../drift/operation.ts";
import type { TypeScript } from "../../impact/project/compiler.ts";
import { isBelow } from "../../impact/reached.ts";
import { type Json, join, tokens } from "../../json.ts";
import { placeOf, property } from "../../live/conformance/place.ts";
import { facets } from "../../live/conformance/places.ts";
import type { Misfit } from "../../live/conformance/schema.ts";
import type { Specimen } from "../../live/sample.ts";
import type { Answer } from "./answer.ts";
import { type Claimed, checkOf, isSaid } from "./holds.ts";
import { ran } from "./run.ts";
import type { Lost, Shim } from "./shim.ts";

/**
 * What a shim cannot restore of answers that came, and does not say itself: each place once. Undefined where it does not
 * work on one of them at all.
 *
 * A specimen proves something only where it fits the new contract, and it keeps no more of an answer than types, what is
 * there, and how long lists are: nothing else of it is held against the old contract.
 */
export async function lostLive(
  { shim, text, name }: Claimed,
  { before, now }: { readonly before: Answer; readonly now: Answer },
  specimens: readonly Specimen[],
  ts: TypeScript,
): Promise<readonly Lost[] | undefined> {
  const own = specimens.filter((specimen) => isOf(specimen, shim, now));
  if (own.length === 0) return [];
  const [isAnswer, wasAnswer] = [await checkOf(now.document), await checkOf(before.document)];
  const found = own.map(({ body }) => lostOf(body));
  if (found.some((lost) => lost === undefined || lost.some(({ pointer }) => pointer === ""))) return undefined;
  return [...new Map(found.flatMap((lost) => lost ?? []).map((one) => [one.pointer, one])).values()];

  function lostOf(body: Json): Lost[] | undefined {
    const misfits = isAnswer(now.schema, now.pointer, body);
    const unfit = misfits.flatMap((misfit) => placeBefore(placeIn(now, body, misfit), shim) ?? []);
    if (unfit.includes("")) return [];
    const [given] = ran(text, name, [body], ts) ?? [];
    if (given === undefined) return unfit.length > 0 ? [] : undefined;
    return wasAnswer(before.schema, before.pointer, given).flatMap((misfit) => {
      const pointer = placeIn(before, given, misfit);
      const why = whyLost(misfit);
      const isOwn = !isSaid(misfit, shim) && !unfit.some((place) => isNear(place, pointer));
      return why !== undefined && isOwn ? [{ pointer, text: why, isBreaking: true }] : [];
    });
  }
}

function isOf({ operation, status }: Specimen, shim: Shim, now: Answer): boolean {
  const isStatus = now.status === String(status) || /^2xx$/i.test(now.status);
  return isStatus && isSameOperation(operation, shim.operation);
}

/** Without any of its data, which may be in the keys of a map. */
function placeIn({ document, schema, pointer }: Answer, body: Json, { path, property: name }: Misfit): string {
  const root = { instancePath: "", pointer, facets: facets(document, schema, pointer) };
  const place = placeOf(document, root, body, path);
  return (name === undefined ? place : property(document, place, name)).instancePath;
}

/** The place in the answer of before of what is at one in the answer of now; none for what is beside the body. */
function placeBefore(pointer: string, { takenOut, putInto, steps }: Shim): string | undefined {
  const [first, ...below] = tokens(pointer);
  if (takenOut !== undefined && first !== undefined && first !== takenOut) return undefined;
  const names = takenOut === undefined && first !== undefined ? [first, ...below] : below;
  const named = names.reduce((holder, name) => {
    const step = steps.find((one) => one.kind === "renamed" && one.now === name && isIn(one.pointer, holder));
    return step?.pointer ?? join(holder, name);
  }, "");
  return putInto === undefined || named === "" ? named : join("", putInto) + named;
}

function isIn(pointer: string, holder: string): boolean {
  return isBelow(pointer, holder) && tokens(pointer).length === tokens(holder).length + 1;
}

function isNear(one: string, other: string): boolean {
  return one === other || isBelow(one, other) || isBelow(other, one);
}

/** Undefined for what a specimen may not have kept. */
function whyLost({ keyword }: Misfit): string | undefined {
  if (keyword === "type") return "does not get its old type back in some live answers";
  if (keyword === "required") return "does not come back in some live answers";
  return /^(min|max)Items$/.test(keyword) ? "has another number of items in some live answers" : undefined;
}
