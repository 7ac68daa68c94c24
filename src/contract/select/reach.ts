import { createHash } from "node:crypto";
import { at, isObject, type Json, type JsonObject, join, own, tokens } from "../../json.ts";
import { memberPlace, type Place } from "../grammar.ts";
import { type Heirs, heirs } from "../heirs.ts";
import { homes } from "../homes.ts";
import { decoded, resolve } from "../reference.ts";
import { references } from "../references.ts";

/** What the chosen operations reach. */
export interface Reached {
  /** `{ components: … }`, cut to what is reached; nothing where that is nothing. */
  readonly components: JsonObject;
  /** Pointers into operations that are left out → pointers of the components that they become. */
  readonly hoisted: ReadonlyMap<string, string>;
}

/**
 * Everything that a cut document reaches in the whole one, by `$ref`, discriminator or security requirement.
 *
 * @param cut the document with the chosen operations only, and without components.
 */
export function reach(document: JsonObject, cut: JsonObject): Reached {
  const kept = new Map<string, Json>();
  const hoisted = new Map<string, string>();
  const met = new Set<string>();
  const waiting: { readonly node: Json; readonly place: Place; readonly home?: string }[] = [
    { node: cut, place: "document" },
  ];
  const children = heirs(document);
  for (let next = waiting.pop(); next; next = waiting.pop())
    for (const { reference, place, pointer } of references(next.node, next.place))
      keep(reference, place, next.home === undefined || !/^\/allOf\/\d+$/.test(pointer));

  return { components: grouped(kept, document), hoisted };

  /** Whoever may be met as a value brings those that inherit from it; what is only taken in by one of them does not. */
  function keep(reference: string, place: Place, isMet: boolean): void {
    const lead = follow(document, cut, reference, place);
    if (!lead) return;
    if (!kept.has(lead.home)) {
      if (lead.home !== lead.pointer) hoisted.set(lead.pointer, lead.home);
      kept.set(lead.home, lead.node);
      waiting.push(lead);
    }
    if (!isMet || met.has(lead.home)) return;
    met.add(lead.home);
    for (const heir of heirsOf(lead, children, document)) keep(heir, "schema", true);
  }
}

/** The schemas that inherit from another, where its discriminator, or one that it takes in, tells them apart. */
function heirsOf({ home, node }: Lead, children: Heirs, document: JsonObject): string[] {
  const names = children.get(`#${home}`) ?? [];
  return names.length > 0 && isToldApart(node, document)
    ? names.map((name) => `#${join("/components/schemas", name)}`)
    : [];
}

function isToldApart(schema: Json | undefined, document: JsonObject, seen: ReadonlySet<Json> = new Set()): boolean {
  if (!isObject(schema) || seen.has(schema)) return false;
  if (own(schema, "discriminator") !== undefined) return true;
  const parts = own(schema, "allOf");
  return (
    Array.isArray(parts) &&
    parts.some((part: Json) => {
      const reference = isObject(part) ? own(part, "$ref") : undefined;
      const pointer = typeof reference === "string" ? pointerOf(document, reference) : undefined;
      return pointer !== undefined && isToldApart(at(document, pointer), document, new Set([...seen, schema]));
    })
  );
}

interface Lead {
  readonly node: Json;
  readonly place: Place;
  readonly pointer: string;
  /** The component that it is, or becomes. */
  readonly home: string;
}

/** Undefined for what is there already, and for what dangles: whoever follows that is told. */
function follow(document: JsonObject, cut: JsonObject, reference: string, place: Place): Lead | undefined {
  const target = pointerOf(document, reference);
  if (target === undefined) return undefined;
  const [root, section = "", name] = tokens(target);
  const isComponent = root === "components" && name !== undefined;
  const pointer = isComponent ? join("/components", section, name) : target;
  const home = isComponent ? pointer : hoist(target, place);
  const node = at(document, pointer);
  if (node === undefined || home === undefined || (!isComponent && at(cut, pointer) !== undefined)) return undefined;
  return { node, place: isComponent ? memberPlace(memberPlace("components", section), name) : place, pointer, home };
}

/** Where a reference leads in one step; an anchor or an `$id`, to its schema. */
function pointerOf(document: JsonObject, reference: string): string | undefined {
  if (/^#(\/|$)/.test(reference)) return decoded(reference.slice(1));
  const found = resolve(document, reference);
  return "pointer" in found ? found.pointer : undefined;
}

/** A component named after the place; the hash keeps apart what differs only in what a name may not hold. */
function hoist(pointer: string, place: Place): string | undefined {
  const home = homes.openapi[place];
  const name = tokens(pointer)
    .join("_")
    .replaceAll(/[^A-Za-z0-9.-]+/g, "_");
  const hash = createHash("sha256").update(pointer).digest("hex").slice(0, 8);
  return home === undefined ? undefined : join(home, `${name}_${hash}`);
}

/** The kept components by section. */
function grouped(kept: ReadonlyMap<string, Json>, document: JsonObject): JsonObject {
  const components = own(document, "components");
  const order = Object.keys(isObject(components) ? components : {});
  const paths = [...kept].map(([pointer, node]) => ({ path: tokens(pointer), node }));
  const sections = [...new Set([...order, ...paths.map(({ path: [, section = ""] }) => section)])].flatMap(
    (section) => {
      const members = paths.flatMap(({ path: [, of, name = ""], node }) =>
        of === section ? [[name, node] as const] : [],
      );
      return members.length > 0 ? [[section, Object.fromEntries(members)] as const] : [];
    },
  );
  return sections.length > 0 ? { components: Object.fromEntries(sections) } : {};
}
