import { join } from "node:path";
import { maker } from "../../../src/check/fleet/maker.ts";
import type { ShardResult } from "../../../src/check/fleet/result.ts";
import { checkContracts } from "../../../src/check/index.ts";
import type { CheckedContract } from "../../../src/check/look/contract.ts";
import { pin } from "../../../src/check/pin.ts";
import { loadConfig } from "../../../src/config/index.ts";
import type { Config } from "../../../src/config/schema.ts";
import type { JsonObject } from "../../../src/json.ts";
import { type Files, filesOf, folderWith, put } from "../../support/folder.ts";
import { type TestRuntime, testRuntime } from "../../support/runtime.ts";

/** A team with several vendors, pinned, some of which have changed since. */
export interface Fleet {
  readonly folder: string;
  readonly config: Config;
  readonly runtime: TestRuntime;
  /** What all contracts come to, in the order of the configuration. */
  readonly checked: readonly CheckedContract[];
}

/** `books` and `maps-2` are as they were, `cars` and `shop` drifted, and `mail` cannot be had any more. */
export async function fleet(): Promise<Fleet> {
  const folder = await folderWith(made?.files ?? {});
  const runtime = testRuntime({ cwd: folder });
  made ??= await make(folder, runtime);
  return { folder, runtime, config: await loadConfig(runtime), checked: made.checked };
}

/** Pinned and checked once for all tests, and put in place again for each. */
let made: { readonly files: Files; readonly checked: readonly CheckedContract[] } | undefined;

async function make(folder: string, runtime: TestRuntime): Promise<NonNullable<typeof made>> {
  await put(folder, {
    "driftpin.yaml": `version: 1\npublish: { pull-requests: true }\nvendors:\n${vendors.map(vendorOf).join("")}`,
    ...Object.fromEntries(vendors.map((name) => [`${name}.json`, JSON.stringify(description())])),
  });
  const config = await loadConfig(runtime);
  await pin(config, { runtime });
  await put(folder, {
    "cars.json": JSON.stringify(description("seats")),
    "shop.json": JSON.stringify(description("__proto__", "region")),
    "mail.json": "{",
  });
  return { files: await filesOf(folder), checked: await checkContracts(config, { runtime, proposals: true }) };
}

function vendorOf(name: string): string {
  return `  ${name}: { source: ${name}.json, owners: ["@acme/${name}"] }\n`;
}

/** In the order of the configuration, which is not that of the alphabet. */
export const vendors = ["shop", "books", "mail", "cars", "maps-2"];

/** A description with one operation, which requires the parameters. */
function description(...required: readonly string[]): JsonObject {
  const parameters = required.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } }));
  const responses = { "200": { description: "" } };
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: { "/things": { get: { parameters, responses } } },
  };
}

/** A result of these contracts, checked just now. */
export function resultOf(
  contracts: readonly CheckedContract[],
  { config, runtime }: Pick<Fleet, "config" | "runtime">,
  more: Partial<ShardResult> = {},
): ShardResult {
  const checkedAt = runtime.clock.now().toISOString();
  return { schemaVersion: 1, ...maker(config), shard: "1/1", checkedAt, contracts, ...more };
}

/** Writes results as `results/0.json` and so on, and tells their paths. */
export async function written(results: readonly (ShardResult | string)[], { folder }: Fleet): Promise<string[]> {
  const texts = results.map((result) => (typeof result === "string" ? result : JSON.stringify(result)));
  await put(folder, Object.fromEntries(texts.map((text, i) => [`results/${i}.json`, text])));
  return texts.map((_, i) => join("results", `${i}.json`));
}
