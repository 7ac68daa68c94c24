import { type Heirs, heirs, schemasOf } from "../../contract/heirs.ts";
import { isObject, type Json, type JsonObject } from "../../json.ts";
import { memberOf, type Place } from "../side.ts";
import { componentNamed, mappingOf } from "./mapping.ts";
import type { View } from "./view.ts";

/** By the value that selects it: a `$ref` to each schema that a view's discriminator may select. */
export type Kin = ReadonlyMap<string, string>;

const none: Kin = new Map();

/**
 * Variants that inherit: where a schema with a discriminator has no `oneOf`, those that take it into their `allOf` may
 * stand in its place, with all that they add. Mappings name them, or else the names of their components.
 * @see OpenAPI 3.1.1, section 4.8.25.4 (Models with Polymorphism Support); OpenAPI 2.0, "Models with Polymorphism Support"
 */
export function kinship(document: JsonObject): (view: View) => Kin {
  let children: Heirs | undefined;

  return ({ discriminator, choices, nodes: [outermost] }) => {
    if (!discriminator || choices.length > 0) return none;
    children ??= heirs(document);
    const parent = `#${discriminator.pointer.slice(0, -"/discriminator".length)}`;
    const found = kinOf(parent, mappingOf(discriminator), children);
    const itself = `#${outermost?.pointer}`;
    return itself !== parent && [...found.values()].includes(itself) ? none : found;
  };
}

/** A component with a discriminator, and who inherits from it; undefined where they are not the same in both documents. */
interface Parent {
  readonly reference: string;
  readonly heirs: readonly string[] | undefined;
}

/** By node of the base: its components with a discriminator, which mean their heirs too, as if they referred to them. */
export function inheriting(base: JsonObject, revision: JsonObject): ReadonlyMap<JsonObject, Parent> {
  const found = new Map<JsonObject, Parent>();
  const [ours, theirs] = [schemasOf(base), schemasOf(revision)];
  const parents = Object.entries(ours).filter(([, schema]) => discriminatorOf(schema) !== undefined);
  if (parents.length === 0) return found;
  const [elders, children] = [heirs(base), heirs(revision)];
  for (const [name, schema] of parents) {
    const reference = componentNamed(name);
    const kin = (node: Json | undefined, of: Heirs) => [
      ...kinOf(reference, mappingOf(discriminatorOf(node)), of).values(),
    ];
    const [before, after] = [kin(schema, elders), new Set(kin(theirs[name], children))];
    const isSame = before.length === after.size && before.every((heir) => after.has(heir));
    if (isObject(schema)) found.set(schema, { reference, heirs: isSame ? before : undefined });
  }
  return found;
}

function discriminatorOf(schema: Json | undefined): Place | undefined {
  return memberOf({ node: schema ?? null, pointer: "" }, "discriminator");
}

/** Who inherits from a schema that is referred to so. A schema that maps a value to itself is no variant of its own. */
function kinOf(parent: string, mapping: ReadonlyMap<string, string>, children: Heirs): Kin {
  const named = new Set(mapping.values());
  const found = new Map([...mapping].filter(([, target]) => target !== parent));
  const line = new Set([parent]);
  for (const ancestor of line)
    for (const name of children.get(ancestor) ?? []) {
      const heir = componentNamed(name);
      if (line.has(heir)) continue;
      line.add(heir);
      if (!named.has(heir)) found.set(name, heir);
    }
  return found;
}
