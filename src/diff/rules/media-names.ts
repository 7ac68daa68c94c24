import type { Level } from "../../config/level.ts";
import { atMedia, inRange, type Media } from "./media-types.ts";
import type { At, OperationEvent, OperationSeen, OperationWalk } from "./operation.ts";

/** What can happen to the name of a media type that stays. */
export type MediaNameId =
  | `response-media-type-name-${"generalized" | "specialized" | "changed"}`
  | `response-media-type-parameter-${"added" | "removed" | "changed"}`;

/**
 * An answer's media type under another name: a range instead of one type, another name of one syntax
 * (`application/hal+json`), or other parameters. `charset` does not count: JSON has but one.
 * @see RFC 9110, section 8.3.1; RFC 6838, section 4.2.8
 */
export const mediaNameEvents: Readonly<Record<MediaNameId, OperationEvent>> = {
  "response-media-type-name-generalized": {
    ...renamed("breaking", "image/png", "image/*"),
    received: { level: "info" },
  },
  "response-media-type-name-specialized": {
    ...renamed("info", "image/*", "image/png"),
    received: { level: "breaking", todo: "Answer as that media type." },
  },
  "response-media-type-name-changed": renamed("warning", "application/json", "application/hal+json"),
  "response-media-type-parameter-added": {
    ...event("info", { revision: "version=2" }, ({ revision }) => `carries ${revision} now`, "Nothing to do."),
    received: { level: "breaking", todo: "Answer with it." },
  },
  "response-media-type-parameter-removed": {
    ...event(
      "breaking",
      { base: "version=1" },
      ({ base }) => `no longer carries ${base}`,
      "Check how you read the media type.",
    ),
    received: { level: "info" },
  },
  "response-media-type-parameter-changed": event(
    "breaking",
    { base: "version=1", revision: "version=2" },
    ({ base, revision }) => `carries ${revision} (was ${base})`,
    "Read the new one.",
  ),
};

/** Tells how the name of a media type changed, if it did. */
export function compareNames([was, is]: readonly [Media, Media], at: At, walk: OperationWalk<MediaNameId>): void {
  if (was.key === is.key) return;
  const spots = { ...atMedia(at, was), baseAt: was.place.pointer, revisionAt: is.place.pointer };
  if (was.essence !== is.essence)
    walk.emit(`response-media-type-name-${kindOf(was.essence, is.essence)}`, {
      base: was.name,
      revision: is.name,
      ...spots,
    });
  else compareParameters(parametersOf(was), parametersOf(is), spots, walk);
}

function renamed(level: Level, base: string, revision: string): OperationEvent {
  const text: OperationEvent["text"] = ({ base, revision }) => `is answered as ${revision} (was ${base})`;
  return { direction: "response", level, case: { base, revision }, text, todo: "Check how you read the media type." };
}

function event(level: Level, seen: OperationSeen, text: OperationEvent["text"], todo: string): OperationEvent {
  return { direction: "response", level, case: seen, text: (said) => `the media type ${text(said)}`, todo };
}

function kindOf(base: string, revision: string): "generalized" | "specialized" | "changed" {
  if (inRange(base, revision)) return "generalized";
  return inRange(revision, base) ? "specialized" : "changed";
}

type Parameters = ReadonlyMap<string, string>;

/** `name=value`, by name. */
function parametersOf({ key }: Media): Parameters {
  const [, ...parameters] = key.split(";");
  return new Map(parameters.map((parameter) => [parameter.split("=")[0] ?? "", parameter]));
}

function compareParameters(
  before: Parameters,
  after: Parameters,
  spots: At & { readonly baseAt: string; readonly revisionAt: string },
  walk: OperationWalk<MediaNameId>,
): void {
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) continue;
    const kind = was === undefined ? "added" : is === undefined ? "removed" : "changed";
    walk.emit(`response-media-type-parameter-${kind}`, {
      ...(was === undefined ? {} : { base: was }),
      ...(is === undefined ? {} : { revision: is }),
      ...spots,
      place: `${spots.place};${name}`,
    });
  }
}
