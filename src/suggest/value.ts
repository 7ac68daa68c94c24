import { isDeepStrictEqual } from "node:util";
import type ts from "typescript";
import { aboutOf } from "../impact/about.ts";
import { referencesIn } from "../impact/flow/references.ts";
import type { Subject, Use } from "../impact/use.ts";
import type { JsonObject } from "../json.ts";
import { isAwaited } from "./announced.ts";
import type { Found } from "./kind.ts";
import { nameOf } from "./name.ts";
import { isSamePlace } from "./same-place.ts";
import { schemaOf } from "./schema.ts";
import { isDeclaration } from "./type/declaration.ts";

/** The value that a drift is about, as the code has it. */
export interface Value {
  /** The uses of the very value, and of nothing below it; of other operations, too, where those are one with them. */
  readonly uses: readonly Use[];
  /** Where the code uses other values, or the same of other operations, which stays as it is. */
  readonly elsewhere: ReadonlySet<ts.Node>;
}

/**
 * The value that a drift is about. Where code takes it from the answers of several operations alike, by one type or in one
 * function, and all of them drift alike, it is one value: a patch that is right for one of them is right for all.
 */
export function valueIn(found: Found): Value {
  const own = usesOf(found);
  const elsewhere = new Set(found.ofOthers.map(({ node }) => node));
  if (!own.some(({ node }) => elsewhere.has(node))) return { uses: own, elsewhere };
  const uses = joined(
    own,
    found
      .beside()
      .filter((other) => isAlike(found, other))
      .map(usesOf),
  );
  const kept = found.ofOthers.filter((use) => !uses.includes(use));
  return { uses, elsewhere: new Set(kept.map(({ node }) => node)) };
}

/** Whether other values are used at the same places, or read by the same declarations. */
export function isShared(value: Value): boolean {
  return value.uses.some((use) => isSharedAt(use, value));
}

/** The same of one of its uses. */
export function isSharedAt(use: Use, { uses, elsewhere }: Value): boolean {
  return elsewhere.has(use.node) || (isDeclaration(use) && !isOnlyOf(use, uses));
}

/** Whether all that reads a value by this declaration reads this one. */
function isOnlyOf({ node, project }: Use, uses: readonly Use[]): boolean {
  const { ts } = project;
  const known = new Set(uses.map((use) => use.node));
  return referencesIn(project)
    .ofMember(node)
    .filter(({ parent }) => ts.isPropertyAccessExpression(parent) || ts.isBindingElement(parent))
    .every((reference) => known.has(reference));
}

function usesOf({ drift, ofOperation, contracts }: Found): readonly Use[] {
  const about = aboutOf(drift, contracts);
  return ofOperation.filter(({ subject }) => isSamePlace(subject, about));
}

/** With all those that have a place in common with them, or with one of those. */
function joined(uses: readonly Use[], others: readonly (readonly Use[])[]): readonly Use[] {
  const nodes = new Set(uses.map(({ node }) => node));
  const next = others.find((some) => some.some(({ node }) => nodes.has(node)));
  return next
    ? joined(
        [...uses, ...next],
        others.filter((some) => some !== next),
      )
    : uses;
}

/** Whether two operations have the same value, and the same becomes of it. */
function isAlike(found: Found, other: Found): boolean {
  if (found === other || found.drift.rule !== other.drift.rule) return false;
  if (isAwaited(found.drift) !== isAwaited(other.drift)) return false;
  const [own, theirs] = [aboutOf(found.drift, found.contracts), aboutOf(other.drift, other.contracts)];
  const isNamedAlike = own.kind === theirs.kind && nameOf(own) === nameOf(theirs);
  return isNamedAlike && isDeepStrictEqual(turnOf(found, own), turnOf(other, theirs));
}

/** What a value was, and what it is now, by what a schema says of values. */
function turnOf({ drift, contracts: { pinned, published } }: Found, about: Subject): unknown {
  const { operation, rename } = drift;
  const schemas = [pinned, published].map((side) => operation && schemaOf(side, operation, about));
  return [rename?.to, ...schemas.map((schema) => schema && meaningOf(schema))];
}

/** What a schema says of values, for comparing: nothing that is only for people. */
export function meaningOf(schema: JsonObject): readonly unknown[] {
  return Object.entries(schema)
    .filter(([keyword]) => !/^(\$comment|description|examples?|externalDocs|title)$/.test(keyword))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
