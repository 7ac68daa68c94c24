import type { Policy } from "../config/schema.ts";
import type { Operation } from "../contract/contract.ts";
import { all, anonymous, operationName } from "../contract/operations.ts";
import { named, tagsOf } from "../contract/select/include.ts";
import type { JsonObject } from "../json.ts";
import type { Levels } from "./levels.ts";

/**
 * The levels that a policy has at an operation, the one that holds first: its overrides from the last to the first, then
 * what it says of all operations.
 * @param documents where an operation's tags are looked up: it has those of all of them
 */
export function levelsAt(
  { levels, overrides }: Pick<Policy, "levels" | "overrides">,
  documents: readonly JsonObject[],
): (operation: Operation | undefined) => readonly Levels[] {
  const lastFirst = overrides.toReversed().map((override) => ({ ...override, names: override.operations.map(named) }));
  const tags = overrides.length > 0 ? tagsByOperation(documents) : new Map<string, string[]>();
  return (operation) => {
    const tagged = operation ? (tags.get(anonymous(operationName(operation))) ?? []) : [];
    const here = lastFirst.filter(({ names }) => operation && names.some((isNamed) => isNamed(operation, tagged)));
    return [...here.map((override) => override.levels), levels];
  };
}

function tagsByOperation(documents: readonly JsonObject[]): ReadonlyMap<string, string[]> {
  const tags = new Map<string, string[]>();
  for (const { operation, node } of documents.flatMap((document) => all(document))) {
    const name = anonymous(operationName(operation));
    tags.set(name, [...(tags.get(name) ?? []), ...tagsOf(node)]);
  }
  return tags;
}
