import type { Json } from "../json.ts";
import { type Calendar, dayOf, usualNoticeDays } from "./calendar.ts";

/** What a description says of the age of an operation, a parameter or a property. */
export interface Age {
  readonly deprecated: boolean;
  /** `x-sunset`: the day on which it ends. */
  readonly sunset: Json | undefined;
  /** `x-stability-level`. */
  readonly stability: Json | undefined;
}

/** What can happen to an end that is announced; the last part of ids. */
export type Ending =
  | "deprecated"
  | "deprecated-with-sunset"
  | "deprecated-sunset-missing"
  | "deprecated-sunset-invalid"
  | "reactivated"
  | "sunset-set"
  | "sunset-deleted"
  | "sunset-moved-earlier"
  | "sunset-moved-later"
  | "sunset-date-too-small"
  | "sunset-date-changed-too-small";

/** What happened to the end of something; undefined where nothing did. One answer, the one that says most. */
export function endingOf(base: Age, revision: Age, calendar: Calendar): Ending | undefined {
  if (base.deprecated && !revision.deprecated) return "reactivated";
  if (!base.deprecated && revision.deprecated) return deprecation(revision, calendar);
  return base.sunset === revision.sunset ? undefined : movedEnd(base, revision, calendar);
}

/** Whether something may not be gone yet: its sunset is still to come. */
export function isBeforeSunset({ deprecated, sunset }: Age, { today }: Calendar): boolean {
  const [end, now] = [dayOf(sunset), dayOf(today)];
  return deprecated && end !== undefined && now !== undefined && end > now;
}

/** Whether a sunset is said that is no date. */
export function isUnreadable({ sunset }: Age): boolean {
  return sunset !== undefined && dayOf(sunset) === undefined;
}

/** From what may change at any time to what is promised; what says nothing is `stable`. */
const stabilities = ["draft", "alpha", "beta", "stable"];

export type StabilityEvent = "stability-increased" | "stability-decreased" | "invalid-stability-level";

/** How much a vendor promises now, against before. */
export function stabilityEvent(base: Age, revision: Age): StabilityEvent | undefined {
  const [before, after] = [rankOf(base), rankOf(revision)];
  if (base.stability === revision.stability) return undefined;
  if (after < 0) return "invalid-stability-level";
  if (before < 0 || before === after) return undefined;
  return after > before ? "stability-increased" : "stability-decreased";
}

/** `draft` and `alpha` may change at any time: what changes there breaks no promise of a provider's. */
export function isTentative({ stability }: Age): boolean {
  return stability === "draft" || stability === "alpha";
}

function rankOf({ stability = "stable" }: Age): number {
  return stabilities.indexOf(String(stability));
}

function deprecation(age: Age, calendar: Calendar): Ending {
  if (isUnreadable(age)) return "deprecated-sunset-invalid";
  if (age.sunset !== undefined) return isTooSoon(age, calendar) ? "sunset-date-too-small" : "deprecated-with-sunset";
  const isAsked = calendar.noticeDays !== undefined && noticeOf(age, calendar) > 0;
  return isAsked ? "deprecated-sunset-missing" : "deprecated";
}

function movedEnd(base: Age, revision: Age, calendar: Calendar): Ending | undefined {
  const [before, after] = [dayOf(base.sunset), dayOf(revision.sunset)];
  if (revision.sunset === undefined) return "sunset-deleted";
  if (after === undefined) return "deprecated-sunset-invalid";
  if (before === undefined) return isTooSoon(revision, calendar) ? "sunset-date-too-small" : "sunset-set";
  if (after === before) return undefined;
  if (after > before) return "sunset-moved-later";
  return isTooSoon(revision, calendar) ? "sunset-date-changed-too-small" : "sunset-moved-earlier";
}

function isTooSoon(age: Age, calendar: Calendar): boolean {
  const [end, now] = [dayOf(age.sunset), dayOf(calendar.today)];
  return end !== undefined && now !== undefined && end - now < noticeOf(age, calendar);
}

function noticeOf({ stability = "stable" }: Age, { noticeDays }: Calendar): number {
  return stability === "stable" || stability === "beta" ? (noticeDays?.[stability] ?? usualNoticeDays[stability]) : 0;
}
