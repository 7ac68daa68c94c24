import type { Level } from "../../config/level.ts";
import type { Json } from "../../json.ts";
import type { Ending, StabilityEvent } from "../lifecycle.ts";
import type { OperationSeen } from "./operation.ts";
import type { Perspective } from "./rule.ts";

/** What an event of the life of an operation, a parameter or a property means, whichever of them it is. */
export interface LifeEvent {
  readonly level: Level | Readonly<Record<Perspective, Level>>;
  readonly text: (seen: OperationSeen) => string;
  readonly todo: string;
  readonly case?: OperationSeen;
}

const plan = "Plan to do without it.";
const promised: Readonly<Record<Perspective, Level>> = { consumer: "info", provider: "breaking" };
const urgent: Readonly<Record<Perspective, Level>> = { consumer: "warning", provider: "breaking" };
const ends = { revision: "2027-01-31" };
const moves = { base: "2027-06-30", revision: "2027-01-31" };

/**
 * What is on its way out, and when. To a consumer an announced end is a note, and one that comes soon is a warning; for a
 * provider whatever breaks the policy of notice is breaking.
 */
export const endings: Readonly<Record<Ending, LifeEvent>> = {
  deprecated: { level: "info", text: () => "is deprecated", todo: plan },
  "deprecated-with-sunset": {
    level: "info",
    text: ({ revision }) => `is deprecated, and ends on ${shown(revision)}`,
    todo: plan,
    case: ends,
  },
  "deprecated-sunset-missing": {
    level: promised,
    text: () => "is deprecated, and no date says when it ends",
    todo: plan,
  },
  "deprecated-sunset-invalid": {
    level: promised,
    text: ({ revision }) => `ends on ${shown(revision)}, which is no date`,
    todo: "Ask when it ends.",
    case: { revision: "soon" },
  },
  reactivated: { level: "info", text: () => "is not deprecated any more", todo: "Nothing to do." },
  "sunset-set": { level: "info", text: ({ revision }) => `ends on ${shown(revision)}`, todo: plan, case: ends },
  "sunset-deleted": {
    level: promised,
    text: ({ base }) => `has no date of its end any more (was ${shown(base)})`,
    todo: "Ask when it ends.",
    case: { base: "2027-06-30" },
  },
  "sunset-moved-earlier": {
    level: { consumer: "warning", provider: "info" },
    text: moved,
    todo: "Do without it sooner than planned.",
    case: moves,
  },
  "sunset-moved-later": {
    level: "info",
    text: moved,
    todo: "Nothing to do.",
    case: { base: "2027-01-31", revision: "2027-06-30" },
  },
  "sunset-date-too-small": {
    level: urgent,
    text: ({ revision }) => `ends on ${shown(revision)}, with little notice`,
    todo: "Do without it soon.",
    case: ends,
  },
  "sunset-date-changed-too-small": {
    level: urgent,
    text: (seen) => `${moved(seen)}, with little notice`,
    todo: "Do without it soon.",
    case: moves,
  },
};

/**
 * How much is promised: `draft`, `alpha`, `beta`, `stable`; what says nothing is stable. What is less stable than before may
 * change without notice from now on, which is a warning to whoever uses it. A provider may change `draft` and `alpha`
 * operations freely, so whatever changes there is info in that perspective.
 */
export const stabilityEvents: Readonly<Record<StabilityEvent, LifeEvent>> = {
  "stability-increased": {
    level: "info",
    text: ({ base, revision }) => `is ${shown(revision, "stable")} (was ${shown(base, "stable")})`,
    todo: "Nothing to do.",
    case: { base: "beta", revision: "stable" },
  },
  "stability-decreased": {
    level: urgent,
    text: ({ base, revision }) => `is only ${shown(revision, "stable")} (was ${shown(base, "stable")})`,
    todo: "Expect it to change without notice.",
    case: { base: "stable", revision: "beta" },
  },
  "invalid-stability-level": {
    level: promised,
    text: ({ revision }) => `has a stability level that nobody knows: ${shown(revision)}`,
    todo: "Ask what it means.",
    case: { revision: "gamma" },
  },
};

/** Values before and after, where they are said. */
export function values(base: Json | undefined, revision: Json | undefined): OperationSeen {
  return { ...(base === undefined ? {} : { base }), ...(revision === undefined ? {} : { revision }) };
}

function moved({ base, revision }: OperationSeen): string {
  return `ends on ${shown(revision)} (was ${shown(base)})`;
}

function shown(value: Json | undefined, otherwise = "no date"): string {
  return value === undefined ? otherwise : typeof value === "string" ? value : JSON.stringify(value);
}
