import type { Description, Operation } from "../../contract/contract.ts";
import type { Change } from "../../diff/change.ts";
import { compare } from "../../diff/index.ts";
import { instancePlace } from "../../drift/instance-place.ts";
import type { Contracts } from "../../impact/about.ts";
import { isBelow } from "../../impact/reached.ts";
import type { Subject, Use } from "../../impact/use.ts";
import { isObject, type Json, type JsonObject, join, tokens } from "../../json.ts";
import { unwrappedFrom, wrappedIn } from "../answer/envelope.ts";
import { pagingOf } from "../answer/paging.ts";
import { isSamePlace } from "../same-place.ts";
import { schemaOf, typesOf } from "../schema.ts";
import { renamedValues } from "../values/renamed.ts";
import { type Answer, alone, answerOf, standingAlone } from "./answer.ts";
import { conversionOf } from "./conversion.ts";
import type { Lost, Shim, Step } from "./shim.ts";
import { unfolded } from "./unfolded.ts";

/** A shim, the answers that it is between, and the bodies that its steps are about: each is a contract with nothing else. */
export interface Derived {
  readonly shim: Shim;
  readonly answers: { readonly before: Answer; readonly now: Answer };
  readonly was: Description;
  readonly is: Description;
}

/**
 * What would give an operation's answer its old shape. It comes from comparing the bodies as they are inside of their
 * envelopes, of which the drift of the answers says nothing. Undefined where nothing would be done.
 * @param uses what the code uses of the operation: it may tell the unit of a time
 */
export function shimOf(operation: Operation, contracts: Contracts, uses: readonly Use[]): Derived | undefined {
  const { pinned, published } = contracts;
  const before = answerOf(pinned, operation);
  const now = published && answerOf(published, operation);
  if (!before || !now) return undefined;
  const [out, into] = [wrappedIn(contracts, operation), unwrappedFrom(contracts, operation)];
  const was = body(pinned, operation, before, into?.name);
  const is = body(published, operation, now, out?.name);
  if (!was || !is) return undefined;
  const { changes, unknown } = compare(was, is, { perspective: "consumer" });
  const told = changes.filter(({ level, pointer }) => level !== "info" && isOfBody(pointer));
  if (unknown.length > 0 || (out && into)) return undefined;
  const place = join("", ...(into ? [into.name] : []));
  const { steps, lost } = sorted(told.map((change) => toldOf(change, { was, is, uses, place })));
  const beside = (into?.beside ?? []).map((name) => ({ pointer: join("", name), text: "is gone", isBreaking: true }));
  if (steps.length === 0 && !out && !into) return undefined;
  const pages = pagingOf(contracts, operation)
    ? [{ pointer: "", text: "has only its first page", isBreaking: true }]
    : [];
  const isCertain = steps.length + pages.length === 0 && (out ?? into)?.isSame === true;
  return {
    shim: {
      operation,
      ...(out && { takenOut: out.name }),
      ...(into && { putInto: into.name }),
      steps,
      lost: [...pages, ...beside, ...lost.map((one) => ({ ...one, pointer: place + one.pointer }))],
      isCertain,
    },
    answers: { before, now },
    was,
    is,
  };
}

/** What an operation answers, inside of its envelope. */
function body(
  contract: Description,
  operation: Operation,
  { document, schema }: Answer,
  member: string | undefined,
): Description | undefined {
  const inner = unfolded(member === undefined ? schema : memberSchema(contract, operation, member), document);
  return inner === undefined ? undefined : standingAlone(document, inner);
}

function memberSchema(contract: Description, operation: Operation, member: string): Json {
  return schemaOf(contract, operation, { kind: "response", pointer: join("", member) }) ?? {};
}

function isOfBody(pointer: string): boolean {
  return pointer.startsWith(`${schemaPointer}/`) || pointer === schemaPointer;
}

const schemaPointer = join(
  "/paths",
  alone.path,
  alone.method,
  "responses",
  "200",
  "content",
  "application/json",
  "schema",
);

interface Between {
  readonly was: Description;
  readonly is: Description;
  readonly uses: readonly Use[];
  /** Where the body was in the answer. */
  readonly place: string;
}

/** What comes of one change; `beside` is lost although something is done at the place. */
interface Told {
  readonly step?: Step;
  readonly lost?: Lost;
  readonly beside?: readonly Lost[];
}

function toldOf({ rule, level, pointer, rename }: Change, between: Between): Told {
  const { instancePath, conditional } = instancePlace(tokens(pointer.slice(schemaPointer.length)));
  const names = tokens(instancePath);
  const now = rename?.to;
  const isReachable =
    !conditional && isRestorable(names, between.was) && !hasOddName([...names, ...(now ? [now] : [])]);
  const lost = { pointer: instancePath, text: whyLost(rule), isBreaking: level === "breaking" };
  if (!isReachable || names.length === 0) return { lost };
  if (now !== undefined) return { step: { kind: "renamed", pointer: instancePath, now } };
  const [before, after] = [between.was, between.is].map((side) => schemaOf(side, alone, at(instancePath)));
  const how = before && after && converted(rule, before, after, instancePath, between);
  if (!how) return { lost };
  const beside = how.to === "object" ? othersIn(before, instancePath) : [];
  return { step: { kind: "converted", pointer: instancePath, how }, beside };
}

/** Of an object of which only the id is left. */
function othersIn({ properties }: JsonObject, pointer: string): Lost[] {
  const names = Object.keys(isObject(properties) ? properties : {}).filter((name) => name !== "id");
  return names.map((name) => ({ pointer: join(pointer, name), text: "is gone", isBreaking: true }));
}

function at(pointer: string): Extract<Subject, { readonly kind: "response" }> {
  return { kind: "response", pointer };
}

function converted(rule: string, before: JsonObject, after: JsonObject, pointer: string, { uses, place }: Between) {
  if (/-type-changed$/.test(rule)) {
    const own = uses.filter(({ subject }) => isSamePlace(subject, at(place + pointer)));
    return conversionOf(tokens(pointer).at(-1) ?? "", before, after, own);
  }
  if (!/-enum-value-added$/.test(rule) || !Array.isArray(before.enum) || !Array.isArray(after.enum)) return undefined;
  const renamed = renamedValues(before.enum, after.enum);
  const added = after.enum.filter((value) => !(before.enum as readonly Json[]).includes(value));
  const spellings = new Map(Array.from(renamed, ([old, now]) => [now, old] as const));
  return added.every((value) => spellings.has(String(value))) && spellings.size > 0
    ? { to: "value" as const, spellings }
    : undefined;
}

/** Lists are gone through; the names of a map are not known. */
function isRestorable(names: readonly string[], was: Description): boolean {
  return names.every((name, i) => {
    const holder = schemaOf(was, alone, at(join("", ...names.slice(0, i))));
    return holder !== undefined && typesOf(holder).includes("array") === (name === "*");
  });
}

/** What every object of JavaScript has by such a name is not what the vendor sent. */
function hasOddName(names: readonly string[]): boolean {
  return names.some((name) => name in Object.prototype);
}

function whyLost(rule: string): string {
  if (/-removed$/.test(rule)) return "is gone";
  if (/-became-optional$/.test(rule)) return "may be missing";
  if (/-became-nullable$/.test(rule)) return "may be null";
  if (/-enum-value-added$/.test(rule)) return "may have a value that is new";
  return /-type-changed$/.test(rule) ? "has another type" : "may have values that it never had";
}

/** Each place once, in their order; what is at or below a place where something is done is no loss. */
function sorted(all: readonly Told[]): { readonly steps: readonly Step[]; readonly lost: readonly Lost[] } {
  const steps = [...new Map(all.flatMap(({ step }) => (step ? [[step.pointer, step] as const] : []))).values()];
  const isDone = ({ pointer }: Lost) =>
    steps.some((step) => step.pointer === pointer || isBelow(pointer, step.pointer));
  const lost = all.flatMap(({ lost: one, beside = [] }) => [...beside, ...(one && !isDone(one) ? [one] : [])]);
  const distinct = new Map(lost.map((one) => [`${one.pointer} ${one.text}`, one]));
  return {
    steps: steps.filter(({ pointer }) => !steps.some((other) => isBelow(pointer, other.pointer))).sort(byPointer),
    lost: [...distinct.values()].sort(byPointer),
  };
}

function byPointer(a: { readonly pointer: string }, b: { readonly pointer: string }): number {
  return a.pointer < b.pointer ? -1 : Number(a.pointer > b.pointer);
}
