import { levels } from "../../config/level.ts";
import type { Policy } from "../../config/schema.ts";
import { catalogue } from "../../diff/catalogue.ts";
import { canonical, type Json } from "../../json.ts";
import { rules as liveRules } from "../../live/rules.ts";

type LevelOrNone = Policy["levels"][string];

/** What of a policy lets checks pass, or tell less, than before. Both with what their severity files say. */
export function policySettings(was: Policy, now: Policy): string[] {
  return [
    ...(strictness(now.failOn) < strictness(was.failOn) ? [`checks fail at ${now.failOn}, did at ${was.failOn}`] : []),
    ...(now.perspective === was.perspective
      ? []
      : [`levels are those of a ${now.perspective}, were of a ${was.perspective}`]),
    ...noticed(was, now),
    ...lowered(was, now),
    ...overridden(was, now),
  ];
}

/** How much fails a run at a threshold. */
function strictness(threshold: LevelOrNone): number {
  return threshold === "none" ? 0 : levels.indexOf(threshold) + 1;
}

/** How much a level weighs. */
function rank(level: LevelOrNone): number {
  return level === "none" ? 0 : levels.length - levels.indexOf(level);
}

function noticed(was: Policy, now: Policy): string[] {
  return (["beta", "stable"] as const).flatMap((stability) => {
    const [before, after] = [was.noticeDays?.[stability], now.noticeDays?.[stability]];
    return before !== undefined && (after ?? 0) < before
      ? [`vendors must announce an end of what is ${stability} ${after ?? "by default"} days ahead, were ${before}`]
      : [];
  });
}

function lowered(was: Policy, now: Policy): string[] {
  const named = [...new Set([...Object.keys(was.levels), ...Object.keys(now.levels)])];
  const defaults = named.length > 0 ? defaultLevels(now) : new Map<string, LevelOrNone>();
  return named.flatMap((rule) => {
    const [before, after] = [was, now].map((policy) => policy.levels[rule] ?? defaults.get(rule));
    if (before === undefined || after === undefined || rank(after) >= rank(before)) return [];
    return [`${rule} weighs ${after}, was ${before}`];
  });
}

/** An override that is new may lower anything where it holds; one that is gone may have raised it. */
function overridden(was: Policy, now: Policy): string[] {
  const [before, after] = [was, now].map(
    ({ overrides }) => new Map(overrides.map((one) => [canonical(one as unknown as Json), one])),
  );
  const say = ({ operations, levels: given }: Policy["overrides"][number]) =>
    `${operations.join(", ")}: ${Object.entries(given)
      .map(([rule, level]) => `${rule} weighs ${level}`)
      .join(", ")}`;
  return [
    ...[...(after ?? [])].flatMap(([key, one]) => (before?.has(key) ? [] : [`a new override for ${say(one)}`])),
    ...[...(before ?? [])].flatMap(([key, one]) => (after?.has(key) ? [] : [`no longer an override for ${say(one)}`])),
  ];
}

function defaultLevels({ perspective }: Policy): ReadonlyMap<string, LevelOrNone> {
  return new Map<string, LevelOrNone>([
    ...liveRules.map(({ id, level }) => [id, level] as const),
    ...catalogue().map(({ id, level }) => [id, level[perspective]] as const),
  ]);
}
