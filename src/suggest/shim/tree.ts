import type { Description } from "../../contract/contract.ts";
import { join, tokens } from "../../json.ts";
import { isAlwaysThere, schemaOf, typesOf } from "../schema.ts";
import { alone } from "./answer.ts";
import type { Conversion, Step } from "./shim.ts";

/** What is done in a value, and what is known of the value as it is now. */
export interface Part {
  readonly isOptional: boolean;
  readonly isNullable: boolean;
  readonly work: Work;
}

export type Work =
  | { readonly kind: "kept"; readonly type: string }
  | { readonly kind: "converted"; readonly how: Conversion }
  | { readonly kind: "list"; readonly item: Part }
  /** Only the members with work are told. */
  | { readonly kind: "object"; readonly members: readonly Member[] };

export interface Member {
  readonly name: string;
  /** What it is called now. */
  readonly now: string;
  readonly part: Part;
}

/** The steps in the order of the code that does them: a value inside of the other. */
export function treeOf(steps: readonly Step[], is: Description): Part {
  return partAt("", steps, is);
}

/** @param pointer into the body as it is now; what is renamed has no work below it */
function partAt(pointer: string, steps: readonly Step[], is: Description): Part {
  const schema = schemaOf(is, alone, { kind: "response", pointer });
  const isOptional = pointer !== "" && !isAlwaysThere(is, alone, { kind: "response", pointer });
  const known = { isOptional, isNullable: typesOf(schema).includes("null") };
  const own = steps.find((step) => step.kind === "converted" && step.pointer === pointer);
  if (own?.kind === "converted") return { ...known, work: { kind: "converted", how: own.how } };
  const names = namesBelow(pointer, steps);
  if (names.length === 0) return { ...known, work: { kind: "kept", type: plain(typesOf(schema)) } };
  if (names.includes("*")) return { ...known, work: { kind: "list", item: partAt(join(pointer, "*"), steps, is) } };
  const members = names.map((name) => {
    const renamed = steps.find((step) => step.kind === "renamed" && step.pointer === join(pointer, name));
    const now = renamed?.kind === "renamed" ? renamed.now : name;
    return { name, now, part: partAt(join(pointer, now), renamed ? [] : steps, is) };
  });
  return { ...known, work: { kind: "object", members } };
}

/** The names of the members of a place at or in which something is done. */
function namesBelow(pointer: string, steps: readonly Step[]): string[] {
  const depth = tokens(pointer).length;
  const below = steps.filter((step) => step.pointer.startsWith(`${pointer}/`));
  return [...new Set(below.flatMap((step) => tokens(step.pointer)[depth] ?? []))];
}

/** Of what is kept as it is, no more is said than TypeScript's plain types do. */
function plain(types: readonly string[]): string {
  const [type, ...others] = types.filter((one) => one !== "null");
  if (others.length > 0) return "unknown";
  if (type === "integer" || type === "number") return "number";
  return type === "string" || type === "boolean" ? type : "unknown";
}
