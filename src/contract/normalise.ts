import { isObject, type Json, type JsonObject, join, own } from "../json.ts";
import type { Description } from "./contract.ts";
import { memberPlace, type Place } from "./grammar.ts";
import { mapMembers, references } from "./references.ts";

/**
 * The pinned form of a description: names in code-unit order, without prose, which changes every week and breaks nobody.
 * Kept are examples of parameters, also in their own schemas (probes can use them), titles of schemas (they tell the branches of a `oneOf` apart),
 * and the extensions that mean something to driftpin. Pointers into the description stay right.
 */
export function normalise(description: Description): Description {
  const document = normalised(description.document, "document");
  return { ...description, document: isObject(document) ? withoutSpareExamples(document) : {} };
}

/** `x-` extensions that change what a description says. */
const meaningful: ReadonlySet<string> = new Set([
  "x-sunset",
  "x-stability-level",
  "x-extensible-enum",
  "x-collection-format",
]);

/** Many descriptions give a parameter's example in its schema, where examples are prose otherwise. */
const examples: ReadonlySet<string> = new Set(["example", "examples"]);
const nothing: ReadonlySet<string> = new Set();

function normalised(node: Json, place: Place, prose = nothing): Json {
  if (Array.isArray(node)) return node.map((element) => normalised(element, place));
  if (!isObject(node)) return node;
  const members = Object.keys(node)
    .sort()
    .flatMap((name) => {
      const kept = prose.has(name) ? normalised(own(node, name) ?? null, "data") : member(node, name, place);
      return kept === undefined ? [] : [[name, kept] as const];
    });
  return Object.fromEntries(members);
}

function member(owner: JsonObject, name: string, place: Place): Json | undefined {
  const value = own(owner, name);
  const within = memberPlace(place, name);
  if (value === undefined || (within === "extension" && place !== "extension" && !meaningful.has(name)))
    return undefined;
  // A response must have a description (OpenAPI 3.1.1, section 4.8.17), and other tools read the contract too.
  if (within === "prose") return place === "response" && name === "description" ? "" : undefined;
  if (place === "media type" && name === "examples") return undefined;
  return normalised(value, within, place === "parameter" && name === "schema" ? examples : nothing);
}

/** Leaves out the examples that nothing refers to any more. */
function withoutSpareExamples(document: JsonObject): JsonObject {
  const components = own(document, "components");
  const examples = isObject(components) ? own(components, "examples") : undefined;
  if (!isObject(components) || !isObject(examples)) return document;
  const used = new Set([...references(document, "document")].map(({ reference }) => reference));
  const kept = mapMembers(examples, (example, name) =>
    used.has(`#${join("/components/examples", name)}`) ? example : undefined,
  );
  const { examples: _, ...others } = components;
  return { ...document, components: Object.keys(kept).length > 0 ? { ...components, examples: kept } : others };
}
