import { expect, test } from "vitest";
import type { Description } from "../../src/contract/contract.ts";
import { compare } from "../../src/diff/index.ts";
import { canonical, isObject, type Json, type JsonObject } from "../../src/json.ts";
import { brief } from "./brief.ts";
import { pairs } from "./pairs.ts";

/** The revision as YAML is read with the help of the base: what both say alike is one value, in both. */
function sharing(revision: Json, base: Json | undefined): Json {
  if (base !== undefined && canonical(base) === canonical(revision)) return base;
  if (!isObject(revision) || !isObject(base)) return revision;
  const members = Object.entries(revision).map(([name, value = null]) => [name, sharing(value, base[name])]);
  return Object.fromEntries(members);
}

function described(document: JsonObject): Description {
  return { document, texts: [], bundled: {} };
}

test.each(pairs("rules"))("$name, where both documents share what did not change", (pair) => {
  const { base, revision, expected, options } = pair;
  const shared = sharing(revision, base) as JsonObject;
  const how = { perspective: "consumer", ...options } as const;
  const { changes, unknown } = compare(described(base), described(shared), how);
  expect({ changes: brief(changes), unknown }).toEqual({ changes: expected, unknown: [] });
});
