import { catalogue } from "../diff/catalogue.ts";
import { rules as liveRules } from "../live/rules.ts";

/** The ids of all rules that can have a level: of what descriptions say, and of what answers show. */
export function ruleIds(): ReadonlySet<string> {
  return new Set([...catalogue(), ...liveRules].map(({ id }) => id));
}
