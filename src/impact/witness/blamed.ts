import { levels } from "../../config/level.ts";
import type { Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import type { Undecided } from "../../drift/finding.ts";
import type { Subject } from "../use.ts";
import { type Fault, faultsIn } from "./fault.ts";

/** What may be blamed for an error. */
export interface Suspect {
  readonly drift: Undecided;
  readonly operation: Operation;
  readonly about: Subject;
}

/**
 * Those that make an error, as its message tells: a drift that lets `null` in makes those about `null`, a new value those
 * about that value, another type those about a type that was not there. Where the message tells nothing, or nothing of
 * these drifts, the gravest of each place has it.
 */
export function blamed<T extends Suspect>(suspects: readonly T[], says: string): T[] {
  const made = makersIn(suspects, says);
  if (made.length > 0) return made;
  const gravest = new Set(
    [...new Set(suspects.map(placeOf))].map(
      (place) => gravestOf(suspects.filter((one) => placeOf(one) === place))?.drift,
    ),
  );
  return suspects.filter(({ drift }) => gravest.has(drift));
}

/** Those of which the message tells that they make the error. */
export function makersIn<T extends Suspect>(suspects: readonly T[], says: string): T[] {
  const makers = new Set(faultsIn(says).flatMap((fault) => makersOf(fault, suspects)));
  return suspects.filter((one) => makers.has(one));
}

/** What is about one place changes it in several ways; what is about a whole call is each a matter of its own. */
export function placeOf({ drift, operation, about }: Suspect): string {
  const isPlace = "pointer" in about || "name" in about;
  return `${operationName(operation)} ${isPlace ? JSON.stringify(about) : drift.fingerprint}`;
}

/** The gravest of those that types show at all, or of all: the first of several. */
export function gravestOf<T extends Suspect>(suspects: readonly T[]): T | undefined {
  const shown = suspects.filter(({ drift }) => !unseen.test(drift.rule));
  const among = shown.length > 0 ? shown : suspects;
  return [...levels, "none"].flatMap((level) => among.find(({ drift }) => drift.level === level) ?? [])[0];
}

/** Rules of what no type of TypeScript says. */
const unseen =
  /-((exclusive-)?(max|min)(-\w+)*-(set|unset|increased|decreased)|(multiple-of|pattern|unique-items|format)-\w+|content-(encoding|media-type)-changed|deprecated(-\w+)*|(sunset|stability)-\w+(-\w+)*)$/;

/** A type that was not there tells more than each of its values. */
function makersOf<T extends Suspect>(fault: Fault, suspects: readonly T[]): T[] {
  const found = [makesAbsence, makesType, makesValue, makesAnyValue].map((makes) =>
    suspects.filter(({ drift }) => makes(drift, fault)),
  );
  return found.find(({ length }) => length > 0) ?? [];
}

function makesAbsence({ rule }: Undecided, { kind }: Fault): boolean {
  if (kind === "null") return /-became-(not-)?nullable$/.test(rule);
  return kind === "undefined" && /-became-(optional|required)$/.test(rule);
}

/** What an answer has now and had not before, or what is sent and is not taken any more. */
function makesType({ rule, text }: Undecided, { kind }: Fault): boolean {
  const [, now, before] = /: ([^:]*) \(was ([^)]*)\)$/.exec(text) ?? [];
  const known = (/^request-/.test(rule) ? now : before)?.replace("integer", "number").split(" or ");
  if (known === undefined || !/-(type-\w+|list-of-types-\w+)$/.test(rule)) return false;
  return !known.includes(kind) && !known.includes("any type");
}

function makesValue({ rule, text }: Undecided, fault: Fault): boolean {
  if (fault.about !== "value" || !/-(enum-value-(added|removed)|const-changed)$/.test(rule)) return false;
  const { value } = fault;
  return (
    [` value ${value}`, ` value ${value} is gone`, ` (was ${value})`].some((end) => text.endsWith(end)) ||
    text.includes(` always ${value} (`)
  );
}

/** Where only some values are known, and any may come; or any was sent, and only some are taken. */
function makesAnyValue({ rule }: Undecided, { about }: Fault): boolean {
  if (about === "kind") return false;
  return (
    /-(became-enum|const-added)$/.test(rule) ||
    (about === "any value" && /-(became-not-enum|const-removed)$/.test(rule))
  );
}
