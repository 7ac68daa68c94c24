import { expect, test } from "vitest";
import { fetchDescription } from "../../src/source/index.ts";
import type { Fetched } from "../../src/source/source.ts";
import { withRegistry } from "../support/registry.ts";
import { testRuntime } from "../support/runtime.ts";

const releases = {
  "21.0.0": { "generated/api.json": '{"openapi":"3.0.3","v":21}' },
  "22.0.0": { "generated/api.json": '{"openapi":"3.0.3","v":22}', "generated/parts/order.json": '{"type":"object"}' },
};

/** Fetches from a registry that has the two releases. */
function fetch<T>(reference: string, use: (fetched: Fetched) => T | Promise<T>): Promise<T> {
  return withRegistry("@shop/openapi", releases, async (env) => {
    const runtime = testRuntime({ env });
    return await use(
      await fetchDescription(reference, { runtime, folder: env.HOME ?? "", allowPrivate: false, timeoutMs: 5_000 }),
    );
  });
}

const failing = (reference: string) => fetch(reference, () => "fetched");

test.each([
  ["a tag", "npm:@shop/openapi@latest#generated/api.json", "22.0.0", 22],
  ["no range at all", "npm:@shop/openapi#generated/api.json", "22.0.0", 22],
  ["a range", "npm:@shop/openapi@^21.0.0#generated/api.json", "21.0.0", 21],
  ["a version", "npm:@shop/openapi@21.0.0#/generated/api.json", "21.0.0", 21],
])("a package at %s is taken from the user's registry, at an exact version", async (_, reference, version, v) => {
  expect(await fetch(reference, ({ sibling, ...fetched }) => fetched)).toEqual({
    reference,
    file: `npm:@shop/openapi@${version}#generated/api.json`,
    text: `{"openapi":"3.0.3","v":${v}}`,
    version,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test("a file that the description refers to comes from the same release", async () => {
  expect(
    await fetch("npm:@shop/openapi@22#generated/api.json", ({ sibling }) => sibling("./parts/order.json")),
  ).toEqual({ file: "npm:@shop/openapi@22.0.0#generated/parts/order.json", text: '{"type":"object"}' });
});

test.each(["../../package.json", "/etc/passwd", "https://shop.example/order.json", "..\\..\\x"])(
  "a reference to %s does not leave the package",
  async (reference) => {
    const asked = fetch("npm:@shop/openapi@22#generated/api.json", ({ sibling }) => sibling(reference));
    await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/DP2010|DP2003/) });
  },
);

test("an unknown version is told with the nearest that exist", async () => {
  await expect(failing("npm:@shop/openapi@22.0.1#generated/api.json")).rejects.toThrow(
    'npm:@shop/openapi@22.0.1#generated/api.json DP2004 @shop/openapi has no version "22.0.1": did you mean "22.0.0" or "21.0.0"?',
  );
});

test("an unknown path is told with the nearest that exist", async () => {
  await expect(failing("npm:@shop/openapi@22.0.0#generated/apis.json")).rejects.toThrow(
    'npm:@shop/openapi@22.0.0#generated/apis.json DP2003 there is no such file in @shop/openapi@22.0.0: did you mean "generated/api.json"?',
  );
});

test("an unknown package is told", async () => {
  await expect(failing("npm:nowhere#api.json")).rejects.toThrow(
    "npm:nowhere#api.json DP2003 the registry has no package nowhere: check the name, and npm's registry setting",
  );
});

test.each(["npm:@shop/openapi@latest", "npm:@shop/openapi@git+ssh://x#api.json", "npm:../up#api.json"])(
  "%s is no reference to a file in a package",
  async (reference) => {
    await expect(failing(reference)).rejects.toMatchObject({ name: "UsageError", code: "DP2001" });
  },
);
