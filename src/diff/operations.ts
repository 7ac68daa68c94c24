import { methods, type Operation } from "../contract/contract.ts";
import { matchPaths } from "./paths.ts";
import { isDeprecated } from "./rules/identity.ts";
import type { OperationView } from "./rules/operation.ts";
import { basePathOf } from "./rules/servers.ts";
import { child, follow, memberOf, members, type Place, type Side } from "./side.ts";

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
      readonly deprecated: boolean;
      /** Where the other document would have it. */
      readonly otherwise: string;
    };

/**
 * Pairs the operations below `paths`, `webhooks` or one callback. An operation is named as the base names it. Path items
 * that are `settled` are left out: nothing can be told of their operations.
 */
export function encounters(
  base: Held,
  revision: Held,
  settled: (base: HeldItem, revision: HeldItem) => boolean,
): Encounter[] {
  const [ours, theirs] = [itemsOf(base), itemsOf(revision)];
  const { pairs, removed, added } = matchPaths(
    { paths: [...ours.keys()], basePath: basePathOf(base.side) },
    { paths: [...theirs.keys()], basePath: basePathOf(revision.side) },
  );
  return [
    ...pairs.flatMap(([path, other]) => {
      const sides = [
        { ...base, path, item: ours.get(path) },
        { ...revision, path: other, item: theirs.get(other) },
      ] as const;
      return settled(...sides) ? [] : bothItems(...sides);
    }),
    ...removed.flatMap((path) =>
      alone("removed", { ...base, path, item: ours.get(path) }, true, revision.place?.pointer ?? ""),
    ),
    ...added.flatMap((path) =>
      alone("added", { ...revision, path, item: theirs.get(path) }, true, base.place?.pointer ?? ""),
    ),
  ];
}

/** A map of path items in one document. */
export interface Held {
  readonly side: Side;
  readonly place: Place | undefined;
}

export interface HeldItem extends Held {
  readonly path: string;
  readonly item: Place | undefined;
}

function itemsOf({ side, place }: Held): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  for (const [path, listed] of members(place)) {
    const item = path.startsWith("x-") ? undefined : follow(listed, side);
    if (item) found.set(path, item);
  }
  return found;
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
    ...alone("removed", base, false, revision.item?.pointer ?? "", theirs),
    ...alone("added", revision, false, base.item?.pointer ?? "", ours),
  ];
}

function alone(
  kind: "removed" | "added",
  held: HeldItem,
  wholePath: boolean,
  otherwise: string,
  except: ReadonlyMap<string, unknown> = new Map(),
): Encounter[] {
  return [...viewsOf(held)]
    .filter(([method]) => !except.has(method))
    .map(([method, view]) => {
      const operation = { method, path: held.path };
      return { kind, operation, view, wholePath, otherwise, deprecated: isDeprecated(view) };
    });
}

/** The operations of one path item, those of OpenAPI 3.2's `additionalOperations` among them. */
function viewsOf({ side, path, item }: HeldItem): ReadonlyMap<string, OperationView> {
  const found = new Map<string, OperationView>();
  if (!item) return found;
  for (const method of methods) {
    const node = child(item, method, side);
    if (node) found.set(method, { side, path, item, node });
  }
  for (const [method, node] of members(memberOf(item, "additionalOperations")))
    found.set(method, { side, path, item, node });
  return found;
}
