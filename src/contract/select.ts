import { isObject, type JsonObject, join } from "../json.ts";
import type { Description } from "./contract.ts";
import { memberPlace } from "./grammar.ts";
import { originOf } from "./locate.ts";
import { all, type FoundOperation } from "./operations.ts";
import { decoded } from "./reference.ts";
import { mapMembers, mapReferences } from "./references.ts";
import { included, includesNothing } from "./select/include.ts";
import { reach } from "./select/reach.ts";

/**
 * The description cut to the operations that `include` names, and to what these reach; pointers stay as they were. What
 * they reach within an operation that is left out becomes a component. Webhooks go. Without an include, everything.
 *
 * @param include `METHOD /path` with globs (`GET /repos/**`), or `tag:NAME`.
 * @param missing what to do with an entry that names nothing: a mistake in a configuration, or, where the entry was true
 * once, an operation that is gone.
 * @throws UsageError naming the nearest operations.
 */
export function select(
  description: Description,
  include: readonly string[],
  missing: "refuse" | "leave out" = "refuse",
): Description {
  if (include.length === 0) return description;
  const { document } = description;
  const chosen = include.flatMap((entry) => {
    const found = included(document, entry);
    if (found.length === 0 && missing === "refuse") throw includesNothing(document, entry);
    return found;
  });
  const { components, webhooks, ...outer } = document;
  const cut = { ...outer, paths: cutPaths(document, new Set(chosen)) };
  const reached = reach(document, cut);
  const whole = { ...cut, ...reached.components };
  const selected = reached.hoisted.size === 0 ? whole : mapReferences(whole, "document", moved(reached.hoisted));
  return {
    ...description,
    document: isObject(selected) ? selected : whole,
    bundled: { ...description.bundled, ...origins(description, chosen, reached.hoisted) },
  };
}

/** Only the chosen operations of only their paths; a path item behind a `$ref` is written out, for it is cut too. */
function cutPaths(document: JsonObject, chosen: ReadonlySet<FoundOperation>): JsonObject {
  const kept = all(document).filter((found) => chosen.has(found));
  const items = new Map(kept.map(({ operation, item }) => [operation.path, item]));
  return Object.fromEntries(
    [...items].map(([path, item]) => {
      const names = new Set(kept.flatMap(({ operation }) => (operation.path === path ? [operation.method] : [])));
      return [path, cutItem(item, names)];
    }),
  );
}

function cutItem(item: JsonObject, names: ReadonlySet<string>): JsonObject {
  return mapMembers(item, (value, name) => {
    if (name === "additionalOperations" && isObject(value)) {
      const others = mapMembers(value, (other, method) => (names.has(method) ? other : undefined));
      return Object.keys(others).length > 0 ? others : undefined;
    }
    return memberPlace("path item", name) === "operation" && !names.has(name) ? undefined : value;
  });
}

function moved(hoisted: ReadonlyMap<string, string>): (reference: string) => string {
  return (reference) => {
    const home = reference.startsWith("#") ? hoisted.get(decoded(reference.slice(1))) : undefined;
    return home === undefined ? reference : `#${home}`;
  };
}

/** Where what is written in another place than before came from. */
function origins(
  description: Description,
  chosen: readonly FoundOperation[],
  hoisted: ReadonlyMap<string, string>,
): Description["bundled"] {
  const items = chosen.map(({ operation, itemPointer }) => [itemPointer, join("/paths", operation.path)] as const);
  const shifts = [...items, ...hoisted].filter(([before, now]) => before !== now);
  return Object.fromEntries(
    shifts.map(([before, now]) => {
      const { file = "", pointer } = originOf(description, before);
      return [now, { file, pointer }];
    }),
  );
}
