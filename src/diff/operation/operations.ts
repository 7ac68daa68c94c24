import { methods, type Operation } from "../../contract/contract.ts";
import { anonymous } from "../../contract/operations.ts";
import { isObject, type Json, join } from "../../json.ts";
import type { Age } from "../lifecycle.ts";
import { append } from "../multimap.ts";
import { ageOf } from "../rules/lifecycle.ts";
import type { OperationView } from "../rules/operation.ts";
import { basePathOf } from "../rules/servers.ts";
import type { Same } from "../same.ts";
import { child, follow, memberOf, members, objectAt, type Place, type Side } from "../side.ts";
import { matchPaths } from "./paths.ts";

/** An operation that both documents have, or only one. */
export type Encounter =
  | {
      readonly kind: "both";
      readonly operation: Operation;
      readonly base: OperationView;
      readonly revision: OperationView;
    }
  | {
      readonly kind: "removed" | "added";
      readonly operation: Operation;
      readonly view: OperationView;
      /** The whole path went or came, not one of its methods. */
      readonly wholePath: boolean;
      readonly age: Age;
      /** Where the other document would have it. */
      readonly otherwise: string;
      /** The other document has something there that could not be read. */
      readonly isUnread: boolean;
    };

/**
 * Pairs the operations below `paths`, `webhooks` or one callback. An operation is named as the base names it. Path items
 * that are `settled` are left out, before anything is made of them: nothing can be told of their operations.
 */
export function encounters(base: Held, revision: Held, settled: Same): Encounter[] {
  const without = settledPaths(base.place?.node, revision.place?.node, settled);
  const [ours, theirs] = [itemsOf(base, without), itemsOf(revision, without)];
  const { pairs, removed, added } = matchPaths(
    { paths: [...ours.keys()], basePath: basePathOf(base.side) },
    { paths: [...theirs.keys()], basePath: basePathOf(revision.side) },
  );
  const found = [
    ...pairs.flatMap(([path, other]) =>
      bothItems({ ...base, path, item: ours.get(path) }, { ...revision, path: other, item: theirs.get(other) }),
    ),
    ...removed.flatMap((path) =>
      alone("removed", { ...base, path, item: ours.get(path) }, true, [revision.side, revision.place, path]),
    ),
    ...added.flatMap((path) =>
      alone("added", { ...revision, path, item: theirs.get(path) }, true, [base.side, base.place, path]),
    ),
  ];
  return reunited(found);
}

/** A map of path items in one document. */
export interface Held {
  readonly side: Side;
  readonly place: Place | undefined;
}

interface HeldItem extends Held {
  readonly path: string;
  readonly item: Place | undefined;
}

function settledPaths(base: Json | undefined, revision: Json | undefined, settled: Same): ReadonlySet<string> {
  if (!isObject(base) || !isObject(revision)) return new Set();
  return new Set(
    Object.keys(base).filter((path) => Object.hasOwn(revision, path) && settled(base[path], revision[path])),
  );
}

function itemsOf({ side, place }: Held, without: ReadonlySet<string>): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const [path, listed] of members(objectAt(place, side), without)) {
    const item = isExtension(path, place) ? undefined : objectAt(follow(listed, side), side);
    if (item) found.set(spelled(path), item);
  }
  return found;
}

/** Webhooks have names, and any will do; paths and callbacks' expressions may have extensions beside them. */
function isExtension(name: string, holder: Place | undefined): boolean {
  return name.startsWith("x-") && holder?.pointer !== "/webhooks";
}

/** A callback's address that is one expression may stand without braces (OpenAPI 3.1.1, section 4.8.18). */
function spelled(path: string): string {
  return path.startsWith("$") ? `{${path}}` : path;
}

/**
 * Two paths of one document may differ in parameter names alone. What left one of them for the other has only moved.
 */
function reunited(found: readonly Encounter[]): Encounter[] {
  const come = new Map<string, Alone[]>();
  for (const met of found) if (met.kind === "added") append(come, addressOf(met), met);
  const moved = new Set<Encounter>();
  const all = found.map((met): Encounter => {
    const other = met.kind === "removed" ? come.get(addressOf(met))?.shift() : undefined;
    if (met.kind !== "removed" || !other) return met;
    moved.add(other);
    return { kind: "both", operation: met.operation, base: met.view, revision: other.view };
  });
  return all.filter((met) => !moved.has(met));
}

type Alone = Exclude<Encounter, { readonly kind: "both" }>;

function addressOf({ operation: { method, path }, view: { side } }: Alone): string {
  return `${method} ${basePathOf(side)}${anonymous(path)}`;
}

function bothItems(base: HeldItem, revision: HeldItem): Encounter[] {
  const [ours, theirs] = [viewsOf(base), viewsOf(revision)];
  const both = [...ours].flatMap(([method, view]) => {
    const other = theirs.get(method);
    const operation = { method, path: base.path };
    return other ? [{ kind: "both" as const, operation, base: view, revision: other }] : [];
  });
  return [
    ...both,
    ...alone("removed", base, false, [revision.side, revision.item], theirs),
    ...alone("added", revision, false, [base.side, base.item], ours),
  ];
}

function alone(
  kind: "removed" | "added",
  held: HeldItem,
  wholePath: boolean,
  [otherSide, other, path]: Otherwise,
  except: ReadonlyMap<string, unknown> = new Map(),
): Encounter[] {
  const otherwise = other?.pointer ?? "";
  return [...viewsOf(held)]
    .filter(([method]) => !except.has(method))
    .map(([method, view]) => {
      const operation = { method, path: held.path };
      const isUnread = otherSide.isUnread(join(otherwise, path ?? method));
      return { kind, operation, view, wholePath, otherwise, isUnread, age: ageOf(view.node) };
    });
}

/** Where the other document would have an operation: below which place, and under which path where that is not its method. */
type Otherwise = readonly [side: Side, place: Place | undefined, path?: string];

/** The operations of one path item, those of OpenAPI 3.2's `additionalOperations` among them. */
function viewsOf({ side, path, item }: HeldItem): ReadonlyMap<string, OperationView> {
  const found = new Map<string, OperationView>();
  if (!item) return found;
  for (const method of methods) {
    const node = objectAt(child(item, method, side), side);
    if (node) found.set(method, { side, path, item, node });
  }
  for (const [method, listed] of members(objectAt(memberOf(item, "additionalOperations"), side))) {
    const node = objectAt(listed, side);
    if (node) found.set(method, { side, path, item, node });
  }
  return found;
}
