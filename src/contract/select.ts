import { at, isObject, type Json, type JsonObject, join, own, tokens } from "../json.ts";
import type { Description } from "./contract.ts";
import { memberPlace, type Place } from "./grammar.ts";
import { homes } from "./homes.ts";
import { included, includesNothing } from "./include.ts";
import { originOf } from "./locate.ts";
import { all, type FoundOperation } from "./operations.ts";
import { decoded, resolve } from "./reference.ts";
import { mapMembers, mapReferences, references } from "./references.ts";

/**
 * The description cut to the operations that `include` names, and to what these reach; pointers stay as they were. What
 * they reach within an operation that is left out becomes a component. Without an include, everything.
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

interface Reached {
  /** `{ components: … }`, cut to what is reached; nothing where that is nothing. */
  readonly components: JsonObject;
  /** Pointers into operations that are left out → pointers of the components that they become. */
  readonly hoisted: ReadonlyMap<string, string>;
}

function reach(document: JsonObject, cut: JsonObject): Reached {
  const kept = new Map<string, Json>();
  const hoisted = new Map<string, string>();
  const waiting: { readonly node: Json; readonly place: Place }[] = [{ node: cut, place: "document" }];
  const keep = (pointer: string, node: Json, place: Place) => {
    if (kept.has(pointer)) return;
    kept.set(pointer, node);
    waiting.push({ node, place });
  };
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const { reference, place } of references(next.node, next.place)) {
      const pointer = pointerOf(document, reference);
      const component = pointer === undefined ? undefined : componentOf(pointer);
      const found = pointer === undefined ? undefined : at(document, component?.pointer ?? pointer);
      if (pointer === undefined || found === undefined) continue; // dangling, which whoever follows it is told
      if (component) keep(component.pointer, found, component.place);
      else if (at(cut, pointer) === undefined) {
        const home = hoist(pointer, place);
        if (home === undefined) continue;
        hoisted.set(pointer, home);
        keep(home, found, place);
      }
    }
  }
  return { components: grouped(kept, document), hoisted };
}

/** Where a reference leads in one step; an anchor or an `$id`, to its schema. */
function pointerOf(document: JsonObject, reference: string): string | undefined {
  if (/^#(\/|$)/.test(reference)) return decoded(reference.slice(1));
  const found = resolve(document, reference);
  return "pointer" in found ? found.pointer : undefined;
}

/** The whole component that a pointer leads to or into. */
function componentOf(pointer: string): { readonly pointer: string; readonly place: Place } | undefined {
  const [root, section, name] = tokens(pointer);
  if (root !== "components" || section === undefined || name === undefined) return undefined;
  const place = memberPlace(memberPlace("components", section), name);
  return { pointer: join("/components", section, name), place };
}

function hoist(pointer: string, place: Place): string | undefined {
  const home = homes.openapi[place];
  return home === undefined
    ? undefined
    : join(
        home,
        tokens(pointer)
          .join("_")
          .replaceAll(/[^A-Za-z0-9._-]+/g, "_"),
      );
}

/** The kept components in the document's order, hoisted ones behind. */
function grouped(kept: ReadonlyMap<string, Json>, document: JsonObject): JsonObject {
  const before = own(document, "components");
  const sections = new Map<string, [string, Json][]>();
  for (const section of Object.keys(isObject(before) ? before : {})) sections.set(section, []);
  for (const [pointer, node] of kept) {
    const [, section = "", name = ""] = tokens(pointer);
    sections.set(section, [...(sections.get(section) ?? []), [name, node]]);
  }
  const filled = [...sections].filter(([, members]) => members.length > 0);
  if (filled.length === 0) return {};
  return { components: Object.fromEntries(filled.map(([section, members]) => [section, Object.fromEntries(members)])) };
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
