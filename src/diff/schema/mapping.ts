import { isObject, own } from "../../json.ts";
import type { Place } from "../side.ts";
import type { View } from "./view.ts";

/**
 * Which schema each value of a discriminator is said to select, as a `$ref`: also where only its name is given.
 * @see OpenAPI 3.1.1, section 4.8.25.3 (Options for Mapping Values)
 */
export function mappingOf(discriminator: Place | undefined): ReadonlyMap<string, string> {
  const mapping = isObject(discriminator?.node) ? own(discriminator.node, "mapping") : undefined;
  const entries = isObject(mapping) ? Object.entries(mapping) : [];
  return new Map(
    entries.flatMap(([value, target]) => (typeof target === "string" ? [[value, referenceTo(target)] as const] : [])),
  );
}

/**
 * Which schema is selected where the property is not there, or has a value that selects none, as a `$ref`.
 * @see OpenAPI 3.2.0, section 4.25 (Discriminator Object: `defaultMapping`)
 */
export function defaultOf({ node }: Place): string | undefined {
  const target = isObject(node) ? own(node, "defaultMapping") : undefined;
  return typeof target === "string" ? referenceTo(target) : undefined;
}

function referenceTo(target: string): string {
  return target.includes("/") ? target : componentNamed(target);
}

/** Which variant a value selects without a mapping: the one whose component has that name. */
export function namesake(value: string, { choices }: View): string | undefined {
  const name = componentNamed(value);
  const branches = choices.flatMap((choice) => choice.branches);
  return branches.some(({ node }) => isObject(node) && node.$ref === name) ? name : undefined;
}

/** A component by its name, as a `$ref`. */
export function componentNamed(name: string): string {
  return `#/components/schemas/${name}`;
}
