import { expect, test } from "vitest";
import type { Suggestion } from "../../src/suggest/suggestion.ts";
import { cases, descriptionOf, jsonOf, textsOf } from "./fixture.ts";
import { compiled, type Held } from "./typed/compiled.ts";
import { type VendorTypes, vendorTypes } from "./typed/vendor-types.ts";

const expected = (name: string): readonly Suggestion[] => jsonOf(name, "expected.json");

/** A patch that says itself that the compiler does not confirm it, and code that nothing is done for, may not compile. */
const isConfirmed = ({ applicability, text }: Suggestion) =>
  applicability !== "advice" && !text.endsWith("The compiler does not confirm it.");

const patched = cases.filter((name) => expected(name).length > 0 && expected(name).every(isConfirmed));
/** Some in which the compiler says what is wrong without the patch: code that is not typed says nothing. */
const broken = [
  "absent/nullable-chain",
  "rename/property",
  "required/field-of-body",
  "required/header",
  "type-changed/sent",
];
const known = new Map<string, Promise<VendorTypes>>();
const errors = compiled(new Map((await Promise.all(patched.map(sides))).flat()));

/** The code for the old version, held against that, the patched code against the new one, and the old code, too, where it is asked for. */
async function sides(name: string): Promise<[string, Held][]> {
  const [base, revision] = await Promise.all([typesOf(name, "base"), typesOf(name, "revision")]);
  const [before, after] = [textsOf(name, "before"), textsOf(name, "after")];
  return [
    [`${name}/before`, { code: before, vendor: base }],
    [`${name}/after`, { code: after, vendor: revision }],
    ...(broken.includes(name) ? [[`${name}/broken`, { code: before, vendor: revision }] as [string, Held]] : []),
  ];
}

function typesOf(name: string, version: "base" | "revision"): Promise<VendorTypes> {
  const { document } = descriptionOf(name, version);
  const key = JSON.stringify(document);
  const types = known.get(key) ?? vendorTypes(document);
  known.set(key, types);
  return types;
}

test.each(patched)("%s compiles against the published types, but for what was wrong before", (name) => {
  expect(errors.get(`${name}/after`)).toEqual(errors.get(`${name}/before`));
});

test.each(broken)("%s does not compile without the patch", (name) => {
  expect(errors.get(`${name}/broken`)).not.toEqual(errors.get(`${name}/before`));
});
