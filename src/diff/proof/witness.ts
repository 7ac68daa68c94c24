import { canonical, isObject, type Json, tokens } from "../../json.ts";
import type { Schema } from "../side.ts";
import { accepts, type Fuel } from "./accepts.ts";
import { first, wanted } from "./candidate.ts";
import { candidates } from "./candidates.ts";
import type { Judge, Objection } from "./judge.ts";
import type { Origin } from "./origin.ts";

/** A schema in both documents, and what changed in it. */
export interface Dispute {
  readonly accepting: Party;
  readonly refusing: Party;
  /** JSON Pointer below the schema to what changed. */
  readonly at: string;
  /** Values travel as text, so `1` and `"1"` are the same. */
  readonly text: boolean;
}

/** What one document says. */
export interface Party {
  readonly schema: Schema;
  readonly origin: Origin;
  /** What the rule saw on this side, such as the listed value that is gone. */
  readonly value: Json | undefined;
  /** JSON Pointer to where the matter is written. */
  readonly written: string | undefined;
}

/** How many values are tried, and how many schemas are held against them. */
const candidatesLimit = 200;
const fuelLimit = 20_000;

/** How many levels of a value vary. What a change deeper down does is shown where that change is. */
const depthLimit = 2;

/**
 * A small value that one schema accepts and the other refuses, as Ajv sees it: if there is one, a value that is refused
 * for what changed and nothing else. Undefined where none is found soon.
 */
export function witness(dispute: Dispute, judge: Judge): Json | undefined {
  const { accepting, refusing } = dispute;
  const hints = { schemas: [refusing.schema], origin: refusing.origin };
  const fuel = { left: fuelLimit };
  let found: Json | undefined;
  for (const value of first(
    candidatesLimit,
    candidates(wanted(accepting.schema, accepting.origin), hints, depthLimit),
  )) {
    const objections = disputed(value, dispute, judge, fuel);
    if (fuel.left <= 0) break;
    if (!objections) continue;
    if (objections.every((objection) => concerns(objection, value, dispute))) return value;
    found ??= value;
  }
  return found;
}

/** Why one side refuses what the other accepts; undefined where that is not so. The quick answers come first. */
function disputed(
  value: Json,
  { accepting, refusing, text }: Dispute,
  judge: Judge,
  fuel: Fuel,
): readonly Objection[] | undefined {
  const spellings = text ? [value, ...asText(value)] : [value];
  const { schema, origin } = refusing;
  if (spellings.some((spelling) => accepts(schema, spelling, origin.side, fuel) === true)) return undefined;
  if (accepts(accepting.schema, value, accepting.origin.side, fuel) === false) return undefined;
  if (judge(accepting.schema, value, accepting.origin.side)?.length !== 0) return undefined;
  const refused = spellings.map((spelling) => judge(schema, spelling, origin.side));
  return refused.every((objections) => objections !== undefined && objections.length > 0) ? refused[0] : undefined;
}

/** What a value may also be where it travels as text: its text, and what its text spells. */
function asText(value: Json): Json[] {
  return [spelled(value, (scalar) => String(scalar)), spelled(value, (scalar) => read(String(scalar)))];
}

function spelled(value: Json, spell: (scalar: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((element: Json) => spelled(element, spell));
  if (!isObject(value)) return spell(value);
  return Object.fromEntries(Object.entries(value).map(([name, member = null]) => [name, spelled(member, spell)]));
}

function read(text: string): Json {
  if (text === "true" || text === "false") return text === "true";
  return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Whether a value is refused for what changed: the listed value itself, the property that came or went, the keyword. */
function concerns(objection: Objection, value: Json, { accepting, refusing, at }: Dispute): boolean {
  const [step, name] = tokens(at);
  if (step === "properties" && name !== undefined) return objection.property === name || objection.path[0] === name;
  const keyword = refusing.written?.split("/").at(-1);
  if (objection.path.length > 0 || keyword !== objection.keyword) return false;
  if (keyword === "enum" && accepting.value !== undefined && !Array.isArray(accepting.value))
    return canonical(value) === canonical(accepting.value);
  return true;
}
