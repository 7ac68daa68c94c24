import { at, type JsonObject } from "../../json.ts";
import type { OperationEvent, OperationRule } from "./operation.ts";

/**
 * Whether `info.version` keeps up with what changed. Only told to a provider, and once for a document: a caller can do
 * nothing about it, and most vendors never change theirs.
 * @see OpenAPI 3.1.1, section 4.8.2; Semantic Versioning 2.0.0, sections 8 and 11
 */
export const version = {
  example: "a property is gone while `info.version` stays 1.4.0: nobody sees that there is anything to read.",
  events: {
    "api-version-not-bumped": event(({ base }) => `the version is still ${base}`, { base: "1.4.0", revision: "1.4.0" }),
    "api-version-decreased": event(({ base, revision }) => `the version went back to ${revision} (was ${base})`, {
      base: "1.4.0",
      revision: "1.3.0",
    }),
    "api-major-version-not-bumped": event(
      ({ base, revision }) => `the version is ${revision} (was ${base}), and something breaks`,
      { base: "1.4.0", revision: "1.5.0" },
    ),
  },
} as const satisfies Pick<OperationRule, "example" | "events">;

export type VersionId = keyof typeof version.events;

/** What the versions of two documents that differ say, and do not; undefined where they are as they should be. */
export function versionEvent(base: JsonObject, revision: JsonObject, breaks: boolean): VersionId | undefined {
  const [before, after] = [base, revision].map((document) => at(document, "/info/version"));
  if (typeof before !== "string" || typeof after !== "string") return undefined;
  if (before === after) return "api-version-not-bumped";
  const [was, is] = [numbersOf(before), numbersOf(after)];
  const changed = was.findIndex((number, i) => number !== is[i]);
  if (changed >= 0 && (was[changed] ?? 0) > (is[changed] ?? 0)) return "api-version-decreased";
  return breaks && was[0] !== undefined && was[0] === is[0] ? "api-major-version-not-bumped" : undefined;
}

function event(text: OperationEvent["text"], seen: OperationEvent["case"] & {}): OperationEvent {
  return { direction: "none", level: "info", case: seen, text, todo: "Raise `info.version` with the change." };
}

/** `v1.4.0-beta` as 1, 4 and 0; a date is a version by year. */
function numbersOf(text: string): number[] {
  return (/^v?(\d+(?:[.-]\d+)*)/.exec(text)?.[1] ?? "").split(/[.-]/).filter(Boolean).map(Number);
}
