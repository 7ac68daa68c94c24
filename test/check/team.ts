import { check } from "../../src/check/index.ts";
import { type PinResult, pin } from "../../src/check/pin.ts";
import { loadConfig } from "../../src/config/index.ts";
import type { Config } from "../../src/config/schema.ts";
import { sealOf } from "../../src/contract/seal.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { type Files, filesOf, folderWith, put } from "../support/folder.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";
import { startVendor, type TestVendor } from "../support/vendor.ts";

/** A team with a folder of its own, and the vendor that it calls, on loopback. */
export interface Team {
  readonly vendor: TestVendor;
  readonly runtime: TestRuntime;
  readonly folder: string;
  readonly config: Config;
  /** What the vendor says at `/openapi.json` from now on. */
  publish(description: Json): void;
  pin(): Promise<readonly PinResult[]>;
  check(): Promise<CheckReport>;
}

/** How a team differs from the usual one. Texts are YAML. */
export interface TeamOptions {
  /** More members of the vendor. */
  readonly vendor?: string;
  /** More vendors. */
  readonly others?: string;
  /** More members of the configuration. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the team's folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A team whose vendor publishes the shop's first description, and answers as it says. Nothing is pinned yet. */
export async function team(options: TeamOptions = {}): Promise<Team> {
  const vendor = await startVendor({
    "/openapi.json": { body: shop() },
    "/orders": { body: [order] },
    "/orders/o1": { body: order },
  });
  const folder = await folderWith({ ...options.files, "driftpin.yaml": configuration(vendor.url, options) });
  const runtime = testRuntime({ cwd: folder, env: options.env ?? {} });
  const config = await loadConfig(runtime);
  return {
    vendor,
    runtime,
    folder,
    config,
    publish: (description) => vendor.route("/openapi.json", { body: description }),
    pin: () => pin(config, { runtime }),
    check: () => check(config, { runtime }),
  };
}

/** The same, pinned. The usual team's pin is made once, and put in place again for its next vendor's address. */
export async function pinnedTeam(options?: TeamOptions): Promise<Team> {
  const unpinned = await team(options);
  const { folder, vendor, pin } = unpinned;
  if (options === undefined && usualPin !== undefined)
    await put(folder, moved(usualPin.files, usualPin.url, vendor.url));
  else await pin();
  if (options === undefined) usualPin ??= { url: vendor.url, files: await specsOf(folder) };
  return unpinned;
}

let usualPin: { readonly url: string; readonly files: Files } | undefined;

async function specsOf(folder: string): Promise<Files> {
  const { "driftpin.yaml": _config, ...specs } = await filesOf(folder);
  return specs;
}

/** The same pin of a vendor that answers elsewhere. */
function moved(files: Files, from: string, to: string): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const there = text.replaceAll(from, to);
      return [path, path.endsWith("/pin.json") ? resealed(there) : there];
    }),
  );
}

function resealed(text: string): string {
  const pin = JSON.parse(text);
  return `${JSON.stringify({ ...pin, ...(pin.seal && { seal: sealOf(pin) }) }, null, 2)}\n`;
}

export const order = { id: "o1", total: 12.5, state: "open" };

/** The shop's description; a release changes the list's parameters, the order's properties, or all of it. */
export function shop({
  parameters = [],
  properties = {},
  paths = {},
}: {
  readonly parameters?: readonly Json[];
  readonly properties?: JsonObject;
  /** Paths that are undefined are left out. */
  readonly paths?: JsonObject;
} = {}): JsonObject {
  const order: JsonObject = {
    id: { type: "string" },
    total: { type: "number" },
    state: { type: "string", enum: ["open", "paid"] },
    ...properties,
  };
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "/" }],
    paths: {
      "/orders": { get: { parameters, responses: { "200": json({ type: "array", items: ref("Order") }) } } },
      "/orders/{id}": {
        get: {
          parameters: [id],
          responses: { "200": json(ref("Order")), "404": { description: "There is no such order." } },
        },
      },
      ...paths,
    },
    components: {
      schemas: {
        Order: {
          type: "object",
          required: Object.keys(order).filter((name) => order[name] !== undefined),
          properties: order,
        },
      },
    },
  };
}

const id: Json = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** A required query parameter. */
export function required(name: string): JsonObject {
  return { name, in: "query", required: true, schema: { type: "string" } };
}

function json(schema: Json): JsonObject {
  return { description: "", content: { "application/json": { schema } } };
}

function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

function configuration(url: string, { vendor = "", others = "", config = "" }: TeamOptions): string {
  return `version: 1
vendors:
  shop:
    source: ${url}/openapi.json
    server: ${url}
    allow-private: true
    retries: 0
    rate: 1000/s
    probes:
      - operation: GET /orders
      - operation: GET /orders/{id}
        parameters: { id: o1 }
${indented(vendor, 4)}
${indented(others, 2)}
${config}
`;
}

function indented(text: string, by: number): string {
  return text.replaceAll(/^/gm, " ".repeat(by));
}
