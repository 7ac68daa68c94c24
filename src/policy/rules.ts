import { catalogue } from "../diff/catalogue.ts";
import type { Problem } from "../errors.ts";
import { rules as liveRules } from "../live/rules.ts";
import { nearest } from "../nearest.ts";
import { fieldRules } from "./field-rules.ts";

/** The ids of all rules that can have a level: of what descriptions say, and of what answers show. */
export function ruleIds(): ReadonlySet<string> {
  return new Set([...catalogue(), ...liveRules].map(({ id }) => id));
}

/** What to say of an id that neither driftpin nor the field has; undefined for one that is known. */
export function unknownRule(id: string, rules: ReadonlySet<string>): Pick<Problem, "what" | "todo"> | undefined {
  if (rules.has(id) || fieldRules.has(id)) return undefined;
  const [meant] = nearest(id, [...rules]);
  const todo = meant === undefined ? "driftpin explain --list has them all" : `did you mean "${meant}"?`;
  return { what: `unknown rule "${id}"`, todo };
}
