import { expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { normalise } from "../../src/contract/normalise.ts";
import { parse } from "../../src/contract/parse.ts";
import { isObject, type Json } from "../../src/json.ts";
import { fetched, fixture } from "./support/fetched.ts";

const shop = await load(await fixture("shop.yaml"));

test("prose goes, and everything that only looks like prose stays", async () => {
  expect(normalise(shop).document).toEqual(await parse(await fixture("shop-normalised.yaml")));
});

test("names are sorted, at every depth", () => {
  const text = JSON.stringify(normalise(shop).document);
  expect(text).toBe(JSON.stringify(sorted(normalise(shop).document)));
});

test("what is normal stays as it is", () => {
  const once = normalise(shop);
  expect(JSON.stringify(normalise(once).document)).toBe(JSON.stringify(once.document));
});

test("a property named __proto__ is kept", async () => {
  const text = '{"openapi":"3.1.0","components":{"schemas":{"A":{"properties":{"__proto__":{"type":"string"}}}}}}';
  expect(JSON.stringify(normalise(await load(fetched(text))).document.components)).toBe(
    '{"schemas":{"A":{"properties":{"__proto__":{"type":"string"}}}}}',
  );
});

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name] ?? null)]),
  );
}
