import { canonical, isObject, type Json, tokens } from "../../json.ts";
import type { Schema } from "../side.ts";
import { accepts, type Fuel } from "./accepts.ts";
import { first, type Wanted, wanted } from "./candidate.ts";
import { candidates, type Found } from "./candidates.ts";
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
const fuelLimit = 8_000;

/** Compiling two schemas takes as long as holding this many against a value. */
const judgementCost = 500;

/** How many levels of a value vary. What a change deeper down does is shown where that change is. */
const depthLimit = 2;

/**
 * Looks for a small value that one schema accepts and the other refuses, as Ajv sees it, for what changed: if there is
 * one, for nothing else. Undefined where none is found soon.
 */
export function search(judge: Judge): (dispute: Dispute) => Json | undefined {
  const known: Found = new WeakMap();

  return (dispute) => {
    const offer = candidates(judge.engines, known);
    const hints = { schemas: [dispute.refusing.schema], origin: dispute.refusing.origin };
    const fuel = { left: fuelLimit };
    let found: Json | undefined;
    for (const value of first(candidatesLimit, offer(focused(dispute.accepting), hints, depthLimit))) {
      const objections = disputed(value, dispute, judge, fuel) ?? [];
      const concerning = objections.filter((objection) => concerns(objection, value, dispute));
      if (concerning.length > 0 && concerning.length === objections.length) return value;
      if (concerning.length > 0) found ??= value;
      if (fuel.left <= 0) break;
    }
    return found;
  };
}

/** Where the matter is a branch, its values are the ones to try. */
function focused({ schema, origin, written }: Party): Wanted {
  for (const { pointer, branches } of origin.read(schema).choices)
    for (const branch of branches)
      if (branch.pointer === written) return { schema: [...schema, branch], origin, decided: [pointer] };
  return wanted(schema, origin);
}

/** Why one side refuses what the other accepts; undefined where that is not so. The quick answers come first. */
function disputed(
  value: Json,
  { accepting, refusing, text }: Dispute,
  judge: Judge,
  fuel: Fuel,
): readonly Objection[] | undefined {
  const spellings = text ? [value, ...asText(value)] : [value];
  const { engines } = judge;
  const taken = ({ schema, origin }: Party, spelling: Json) => accepts(schema, spelling, origin.side, fuel, engines);
  if (spellings.some((spelling) => taken(refusing, spelling) === true)) return undefined;
  if (taken(accepting, value) === false) return undefined;
  fuel.left -= judgementCost;
  if (fuel.left <= 0) return undefined;
  const objections = ({ schema, origin }: Party, spelling: Json) => judge.objections(schema, spelling, origin.side);
  if (objections(accepting, value)?.length !== 0) return undefined;
  const refused = spellings.map((spelling) => objections(refusing, spelling));
  return refused.every((found) => found !== undefined && found.length > 0) ? refused[0] : undefined;
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
function concerns({ keyword, path, property }: Objection, value: Json, { accepting, refusing, at }: Dispute): boolean {
  const [step, name] = tokens(at);
  if (step === "properties") return path.length === 0 && property === name;
  if (path.length > 0) return false;
  if (keyword === step) return true; // some branch changed, and now none fits
  if (isListed(accepting)) return canonical(value) === canonical(accepting.value ?? null);
  const { nodes } = refusing.origin.read(refusing.schema);
  return nodes.some(({ pointer }) => pointer === refusing.written) || isWritten(keyword, refusing.written);
}

/** Whether one value came or went. */
function isListed({ value, written }: Party): boolean {
  return value !== undefined && !Array.isArray(value) && /\/(enum|const)$/.test(written ?? "");
}

/** OpenAPI 3.0 writes `exclusiveMaximum` beside the `maximum` that it changes. */
function isWritten(keyword: string, written: string | undefined): boolean {
  const name = written?.split("/").at(-1);
  return name === keyword || (name !== undefined && `exclusive${name}`.toLowerCase() === keyword.toLowerCase());
}
