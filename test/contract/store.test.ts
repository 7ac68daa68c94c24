import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { load } from "../../src/contract/index.ts";
import { normalise } from "../../src/contract/normalise.ts";
import { isSealed } from "../../src/contract/seal.ts";
import { filesOf, readPinned, type Unsealed, writeFiles } from "../../src/contract/store.ts";
import { testRuntime } from "../support/runtime.ts";
import { fixture } from "./support/fetched.ts";

const runtime = testRuntime();
const shop: Unsealed = {
  contract: normalise(await load(await fixture("shop.yaml"))),
  pin: {
    source: "npm:shop@latest#api.yaml",
    version: "1.2.3",
    sha256: "ab".repeat(32),
    include: ["GET /orders"],
    accepted: [{ fingerprint: "f1", reason: "we do not read it" }],
    isOneText: true,
  },
  baseline: { sampled: ["GET /orders"], deviations: [], shapes: { "GET /orders 200": { count: 1 } }, protocol: {} },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "driftpin-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

const path = (name: string) => join(folder, "specs", "shop", name);
const write = () => writeFiles(folder, "shop", filesOf(shop), runtime);
const read = () => readPinned(folder, "shop", runtime);

const hex = /^[0-9a-f]{64}$/;

test("what was pinned is read again", async () => {
  await write();
  const text = await readFile(path("contract.json"), "utf8");
  const { contract, pin, baseline } = await read();
  const { isOneText: _, ...known } = shop.pin;
  expect({ contract, baseline, pin }).toEqual({
    contract: { document: shop.contract.document, texts: [{ file: "specs/shop/contract.json", text }], bundled: {} },
    baseline: shop.baseline,
    pin: { ...known, contractSha256: expect.stringMatching(hex), seal: expect.stringMatching(hex) },
  });
});

test("pinning the same twice writes nothing the second time", async () => {
  const first = await write();
  const before = await stat(path("pin.json"), { bigint: true });
  const second = await write();
  const after = await stat(path("pin.json"), { bigint: true });
  expect({ first, second, same: after.ino === before.ino }).toEqual({
    first: "written",
    second: "unchanged",
    same: true,
  });
});

test("a contract that git checked out with other line ends is no edit", async () => {
  await write();
  for (const name of ["contract.json", "pin.json", "baseline.json"]) {
    await writeFile(path(name), (await readFile(path(name), "utf8")).replaceAll("\n", "\r\n"));
  }
  expect({ document: (await read()).contract.document, again: await write() }).toEqual({
    document: shop.contract.document,
    again: "unchanged",
  });
});

test("a vendor that is not pinned is told how to be", async () => {
  await expect(read()).rejects.toThrow(
    expect.objectContaining({
      name: "UsageError",
      message: 'specs/shop/pin.json DP3201 shop is not pinned yet: run "driftpin pin shop"',
    }),
  );
});

const todo = 'restore it from version control, or accept what is published now: run "driftpin pin shop"';

test.each([
  [
    "contract.json",
    (text: string) => text.replace("Shop", "Shack"),
    "specs/shop/contract.json DP3202 the contract was changed after it was pinned",
  ],
  ["contract.json", () => undefined, "specs/shop/contract.json DP3203 a part of the pin is missing"],
  ["baseline.json", () => undefined, "specs/shop/baseline.json DP3203 a part of the pin is missing"],
  ["pin.json", () => "<<<<<<< HEAD\n{}", "specs/shop/pin.json:1:1 DP3204 this is not JSON: invalid symbol"],
  ["pin.json", () => "{\n", "specs/shop/pin.json:1:2 DP3204 the JSON is cut off: it ends before it is complete"],
  [
    "pin.json",
    (text: string) => text.replace('"1.2.3"', "7"),
    "specs/shop/pin.json DP3204 version: Invalid input: expected string, received number",
  ],
  ["baseline.json", () => "[]", "specs/shop/baseline.json DP3204 it: Invalid input: expected object, received array"],
] as const)("a %s that was tampered with is told with what to do (%#)", async (name, edit, message) => {
  await write();
  const edited = edit(await readFile(path(name), "utf8"));
  if (edited === undefined) await rm(path(name));
  else await writeFile(path(name), edited);
  await expect(read()).rejects.toThrow(expect.objectContaining({ name: "UsageError", message: `${message}: ${todo}` }));
});

test.each([
  ["was written in one piece", (text: string) => text, true],
  ["has other line ends", (text: string) => text.replaceAll("\n", "\r\n"), true],
  ["accepts something else since", (text: string) => text.replace("we do not read it", "we do not need it"), true],
  ["names another source", (text: string) => text.replace("npm:shop", "npm:shack"), false],
  ["names another version", (text: string) => text.replace('"1.2.3"', '"1.2.4"'), false],
  ["names another text", (text: string) => text.replace(`"${"ab".repeat(32)}"`, '"cd"'), false],
  ["names other operations", (text: string) => text.replace("GET /orders", "GET /orders/*"), false],
  ["has no seal", (text: string) => text.replace(/\s+"seal": .*/, ""), false],
] as const)("a pin that %s stands for what is published, or not", async (_, edit, expected) => {
  await write();
  await writeFile(path("pin.json"), edit(await readFile(path("pin.json"), "utf8")));
  expect(isSealed((await read()).pin)).toBe(expected);
});

test("the pin of a description of several texts has no seal", async () => {
  await writeFiles(folder, "shop", filesOf({ ...shop, pin: { ...shop.pin, isOneText: false } }), runtime);
  expect(Object.keys((await read()).pin)).not.toContain("seal");
});
