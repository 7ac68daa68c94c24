import type { Undecided } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import { isWithin } from "../drift/within.ts";
import { aboutOf, type Contracts } from "./about.ts";
import { type SameSchema, sameSchema } from "./same-schema.ts";
import type { Subject, Use } from "./use.ts";

/** The uses that a drift reaches. */
export function reachedBy(drift: Undecided, uses: readonly Use[], contracts: Contracts): Use[] {
  const { operation } = drift;
  if (operation === undefined) return [];
  const own = uses.filter((use) => isSameOperation(use.operation, operation));
  const about = aboutOf(drift, contracts);
  const same = sameSchema(drift, about, contracts);
  const touched = own.flatMap((use) => touch(use, about, same));
  if (isAboutSecurity(drift)) return [...own.filter(({ subject }) => subject.kind === "credential"), ...touched];
  const isNew = touched.length === 0 && isOfRequest(about);
  return isNew ? own.filter(({ subject }) => subject.kind === "call") : touched;
}

/** A drift that concerns how callers identify themselves is about the call, and about what it sends for that. */
function isAboutSecurity({ pointer }: Undecided): boolean {
  return /^\/paths\/[^/]+\/[^/]+\/security$/.test(pointer);
}

/** What is to be sent from now on is sent nowhere yet: that concerns every call. */
function isOfRequest({ kind }: Subject): boolean {
  return kind === "parameter" || kind === "request" || kind === "status";
}

/** The use, where it is of what the drift is about, as certain as that is, and as the drift calls its place. */
function touch(use: Use, about: Subject, same: SameSchema | undefined): Use[] {
  const { subject } = use;
  if (about.kind === "response" && subject.kind === "handed-on") {
    const isHeld = isBelow(about.pointer, subject.pointer) || same?.isIn(subject.pointer);
    return isHeld ? [{ ...use, certainty: "mentioned" }] : [];
  }
  if (about.kind !== subject.kind) return [];
  if (isSame(subject, about)) return [use];
  const named = "pointer" in subject ? same?.named(subject.pointer) : undefined;
  return named === undefined || !("pointer" in subject)
    ? []
    : [{ ...use, subject: { ...subject, pointer: named }, told: subject }];
}

/** Of two subjects of one kind. A place below is of the same, for it is gone or changed with what holds it. */
export function isSame(subject: Subject, about: Subject): boolean {
  if ("pointer" in subject && "pointer" in about) {
    return isWithin(subject.pointer, about.pointer);
  }
  if (!("name" in subject && "name" in about)) return true;
  const isOfPlace = !("in" in subject && "in" in about) || subject.in === about.in;
  return isOfPlace && subject.name === about.name;
}

/** Whether a place is inside another one. */
export function isBelow(pointer: string, above: string): boolean {
  return pointer.startsWith(`${above}/`);
}
