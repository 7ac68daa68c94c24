import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Compared, secondOpinion } from "../../src/check/second-opinion.ts";
import type { Description } from "../../src/contract/contract.ts";
import { compare } from "../../src/diff/index.ts";
import { isObject, type Json, type JsonObject } from "../../src/json.ts";
import { folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";

interface Mutation {
  readonly label: string;
  readonly base: JsonObject;
  readonly revision: JsonObject;
}

const mutations: Readonly<Record<string, Mutation>> = JSON.parse(
  readFileSync(new URL("../diff/mutations.json", import.meta.url), "utf8"),
);

const limits = { timeoutMs: 20_000, memoryMb: 512 };

const described = (document: JsonObject): Description => ({ document, texts: [], bundled: {} });

/** Two documents, and what driftpin makes of them. */
function compared(base: JsonObject, revision: JsonObject): Compared {
  const sides = { base: described(base), revision: described(revision) };
  return { ...sides, ...compare(sides.base, sides.revision, { perspective: "consumer" }) };
}

const shop = (openapi: string, paths: JsonObject = {}) => ({ openapi, info: { title: "Shop", version: "1" }, paths });

describe("on the labelled pairs, all in one document", () => {
  const pairs = Object.entries(mutations).filter(([, { base, revision }]) =>
    [base, revision].every(({ openapi }) => String(openapi).startsWith("3.0.")),
  );
  const asked = secondOpinion(
    compared(
      together(pairs.map(([name, { base }]) => [name, base])),
      together(pairs.map(([name, { revision }]) => [name, revision])),
    ),
    testRuntime(),
    limits,
  );

  test("where both differ, driftpin says what people say", async () => {
    const opinion = await asked;
    const differences = opinion.outcome === "compared" ? opinion.differences : [];
    const wrong = differences.filter(({ path, breakingFor }) => {
      const label = mutations[path.split("/")[1] ?? ""]?.label ?? "";
      return breakingFor === "driftpin" ? !label.includes("breaking") : label === "breaking";
    });
    expect(wrong).toEqual([]);
  });

  test("a new optional property of a body is breaking for openapi-diff alone", async () => {
    const opinion = await asked;
    expect(opinion).toMatchObject({
      outcome: "compared",
      differences: expect.arrayContaining([
        {
          breakingFor: "the other",
          path: "/body-optional-prop-added/u",
          method: "post",
          rules: ["new-optional-request-property"],
          codes: ["request.body.scope.remove"],
        },
      ]),
      unread: { parameters: expect.any(Number) },
    });
  });
});

describe("whatever becomes of it is a note", () => {
  const broken = async (program: string) => {
    const manifest = JSON.stringify({ name: "openapi-diff", version: "9.9.9", bin: "cli.js" });
    const cwd = await folderWith({
      "node_modules/openapi-diff/package.json": manifest,
      "node_modules/openapi-diff/cli.js": program,
    });
    return testRuntime({ cwd, env: { TOKEN: "s3cret" } });
  };
  test.each([
    ["a crash", "throw new TypeError('no such schema')", "it ended with 1: TypeError: no such schema"],
    ["a refusal", "console.error('bad file'); process.exitCode = 4", "it ended with 4: bad file"],
    ["words that are no result", "console.log('{ nearly')", "it ended with 0: it said nothing"],
    [
      "more memory than it may have",
      "const a = []; for (;;) a.push(Array(1e5).fill(a.length))",
      /^it ended with (a signal|134): FATAL ERROR: .*memory/,
    ],
    [
      "a connection",
      "fetch('http://127.0.0.1:4010').catch((error) => { throw error.cause })",
      "it ended with 1: Error: no network here",
    ],
    ["a file that it writes", "require('fs').writeFileSync('mine', '')", /ERR_ACCESS_DENIED|restricted/],
    [
      "a look at our secrets",
      "throw new Error(`token: ${process.env.TOKEN}`)",
      "it ended with 1: Error: token: undefined",
    ],
  ])("%s", async (_, program, note) => {
    const both = compared(shop("3.0.3"), shop("3.0.3"));
    const opinion = await secondOpinion(both, await broken(program), { ...limits, memoryMb: 64 });
    expect(opinion).toEqual({
      outcome: "none",
      tool: "openapi-diff",
      note: typeof note === "string" ? note : expect.stringMatching(note),
    });
  });

  test("an endless loop", async () => {
    const both = compared(shop("3.0.3"), shop("3.0.3"));
    const opinion = await secondOpinion(both, await broken("for (;;);"), { ...limits, timeoutMs: 500 });
    expect(opinion).toEqual({ outcome: "none", tool: "openapi-diff", note: "it was stopped after 0.5 s" });
  });

  test("a version that it does not read", async () => {
    const both = compared(shop("3.0.3"), shop("3.1.0"));
    expect(await secondOpinion(both, testRuntime(), limits)).toEqual({
      outcome: "none",
      tool: "openapi-diff",
      note: "it reads OpenAPI 2.0 and 3.0, not 3.1.0",
    });
  });
});

/** One document that holds many, each below a path of its name. */
function together(documents: readonly (readonly [string, JsonObject])[]): JsonObject {
  const parts = documents.map(([name, document]): [string, JsonObject] => [name, apart(name, document)]);
  const all = (members: (part: JsonObject) => Json | undefined, named: (name: string, key: string) => string) =>
    Object.fromEntries(
      parts.flatMap(([name, part]) => {
        const found = members(part);
        return Object.entries(isObject(found) ? found : {}).map(([key, value]) => [named(name, key), value]);
      }),
    );
  return {
    ...shop("3.0.3"),
    paths: all(
      ({ paths }) => paths,
      (name, path) => `/${name}${path}`,
    ),
    components: {
      schemas: all(
        ({ components }) => (isObject(components) ? components.schemas : undefined),
        (name, schema) => `${name}.${schema}`,
      ),
    },
  };
}

/** The document, with references to schemas of its own name. */
function apart(name: string, document: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(document).replaceAll("#/components/schemas/", `#/components/schemas/${name}.`));
}
