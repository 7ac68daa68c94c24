import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { nodeRuntime } from "../../src/runtime/node.ts";
import { fetchDescription } from "../../src/source/index.ts";
import { testRuntime } from "../support/runtime.ts";

const { files } = nodeRuntime();

const tree = {
  "team/api/openapi.yaml": "openapi: 3.1.0",
  "team/common/order.yaml": "type: object",
  "team/.git/config": "token",
  "team/.env.yaml": "TOKEN: 1",
  "team/key.pem": "key",
  "outside/openapi.yaml": "openapi: 3.0.0",
  "outside/part.yaml": "type: string",
  "secret.yaml": "secret: 1",
};

/** Lends a folder `team`, the configuration's, with descriptions in it and beside it. */
function inTeam<T>(
  use: (fetch: (reference: string) => ReturnType<typeof fetchDescription>, root: string) => Promise<T>,
) {
  return files.temporary(async (root) => {
    for (const [path, text] of Object.entries(tree)) await files.write(join(root, path), text);
    await symlink(join(root, "secret.yaml"), join(root, "team/api/link.yaml"));
    const context = { runtime: testRuntime(), folder: join(root, "team"), allowPrivate: false, timeoutMs: 1_000 };
    return await use((reference) => fetchDescription(reference, context), root);
  });
}

test.each([
  ["a path", () => "api/openapi.yaml"],
  ["a path with a scheme", () => "file:api/openapi.yaml"],
  ["an absolute path", (root: string) => join(root, "team/api/openapi.yaml")],
  ["a file URL", (root: string) => pathToFileURL(join(root, "team/api/openapi.yaml")).href],
])("%s is read from the configuration's folder, and its version is the checksum", (_, referenceIn) =>
  inTeam(async (fetch, root) => {
    const reference = referenceIn(root);
    const { sibling, ...fetched } = await fetch(reference);
    expect(fetched).toEqual({
      reference,
      file: "api/openapi.yaml",
      text: "openapi: 3.1.0",
      version: fetched.sha256,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  }),
);

test("a description may refer to files of the team", () =>
  inTeam(async (fetch) => {
    const { sibling } = await fetch("api/openapi.yaml");
    expect(await sibling("../common/order.yaml")).toEqual({ file: "common/order.yaml", text: "type: object" });
  }));

test("a description beside the team's folder may refer to its own folder", () =>
  inTeam(async (fetch) => {
    const { sibling } = await fetch("../outside/openapi.yaml");
    expect(await sibling("part.yaml")).toEqual({ file: "../outside/part.yaml", text: "type: string" });
    await expect(sibling("../team/common/order.yaml")).rejects.toMatchObject({ code: "DP2010" });
  }));

test.each([
  "../../secret.yaml",
  "link.yaml",
  "../.git/config",
  "../.env.yaml",
  "../key.pem",
  "/etc/passwd",
  "https://x.example/a.yaml",
])("a description may not refer to %s", (reference) =>
  inTeam(async (fetch) => {
    const { sibling } = await fetch("api/openapi.yaml");
    await expect(sibling(reference)).rejects.toMatchObject({
      code: "DP2010",
      message: `api/openapi.yaml DP2010 the description refers to "${reference}", which is not in its own source: publish it in one file, or take it from a source that holds all its files`,
    });
  }),
);

test("a file that the description refers to and that is not there is told", () =>
  inTeam(async (fetch) => {
    const { sibling } = await fetch("api/openapi.yaml");
    await expect(sibling("gone.yaml")).rejects.toThrow(
      'api/openapi.yaml DP2003 the description refers to "gone.yaml", which is not there: add the file, or mend the reference',
    );
  }));

test.each([
  ["a file that is not there", "api/gone.yaml", "api/gone.yaml DP2003 there is no such file: check the path"],
  ["a folder", "api", "api DP2003 this file cannot be read: it is a folder: name the file in it"],
])("%s is told as a mistake of the reader's", (_, reference, message) =>
  inTeam(async (fetch) => {
    await expect(fetch(reference)).rejects.toMatchObject({ name: "UsageError", message });
  }),
);
