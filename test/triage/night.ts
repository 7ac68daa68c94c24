import { check } from "../../src/check/index.ts";
import { pin } from "../../src/check/pin.ts";
import type { TriagedCase } from "../../src/check/triage/report.ts";
import { triageVendors } from "../../src/check/triage.ts";
import { type Config, configSchema, type Probe, type Vendor } from "../../src/config/schema.ts";
import type { Verdict } from "../../src/drift/finding.ts";
import type { Json } from "../../src/json.ts";
import type { CheckReport } from "../../src/report/report.ts";
import { order, shop } from "../check/team.ts";
import { type Files, filesOf, folderWith, put } from "../support/folder.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";
import { type Route, startVendor, vendorConfig } from "../support/vendor.ts";

/** When the tests' nights are. */
export const now = "2026-01-02T03:04:05Z";

/** How tonight differs from the night of the pin, when a list and an order were sampled, and all was well. */
export interface Night {
  /** What paths answer now. */
  readonly routes?: Readonly<Record<string, Route>>;
  /** The vendor's members that are others now, given the vendor's usual address. */
  readonly vendor?: Partial<Vendor> | ((url: string) => Partial<Vendor>);
  /** The order that is asked for now. */
  readonly probe?: Partial<Probe>;
  readonly runtime?: Partial<Pick<TestRuntime, "env" | "network">>;
  /** What was published, and what is now. */
  readonly pinned?: Json;
  readonly published?: Json;
  /** The operation that is looked at: that of the order, if nothing is said. */
  readonly of?: string;
}

/** What triage says of the operation, and the check. */
export interface Outcome {
  /** `cause at step, certainty: what the check makes of it`. */
  readonly brief: string;
  readonly found: TriagedCase | undefined;
}

/** The whole chain: a pin, the night, its triage and its check. */
export async function outcome(night: Night): Promise<Outcome> {
  const { config, runtime } = await after(night);
  const { vendors } = await triageVendors(config, { runtime });
  const path = night.of ?? "/orders/{id}";
  const found = vendors[0]?.cases.find(({ operation }) => operation?.path === path);
  const cause = found ? `${found.cause} at ${found.step}, ${found.certainty}` : "nothing";
  return { brief: `${cause}: ${verdict(await check(config, { runtime }), path)}`, found };
}

/** The same in short. */
export async function brief(night: Night): Promise<string> {
  return (await outcome(night)).brief;
}

function verdict({ contracts }: CheckReport, path: string): "drift" | "unknown" | "clean" {
  const isIn = (told: readonly { readonly operation?: { readonly path: string } }[]) =>
    told.some(({ operation }) => operation?.path === path);
  const seen = contracts.flatMap(({ findings }) => findings.filter(({ verdict }) => isLive.has(verdict)));
  if (isIn(seen)) return "drift";
  return contracts.some(({ unknown }) => isIn(unknown)) ? "unknown" : "clean";
}

/** What only paper says is none of the answer's doing. */
const isLive: ReadonlySet<string> = new Set<Verdict>(["silent", "released", "conflicting"]);

async function after(night: Night): Promise<{ readonly config: Config; readonly runtime: TestRuntime }> {
  const { pinned = shop(), published = pinned, routes = {}, vendor = {}, probe = {} } = night;
  const server = await startVendor({
    "/openapi.json": { body: pinned },
    "/orders": { body: [order] },
    "/orders/o1": { body: order },
  });
  const { url } = server;
  const folder = await folderWith({});
  const usual = vendorConfig(
    url,
    [{ operation: "GET /orders" }, { operation: "GET /orders/{id}", parameters: { id: "o1" } }],
    {
      source: [`${url}/openapi.json`],
    },
  );
  await pinOnce(configOf(folder, usual), pinned, url);
  server.route("/openapi.json", { body: published });
  for (const [path, route] of Object.entries(routes)) server.route(path, route);
  const [list, one] = usual.probes;
  const probes = list && one ? [list, { ...one, ...probe }] : [];
  const tonight = { ...usual, probes, ...(typeof vendor === "function" ? vendor(url) : vendor) };
  return { config: configOf(folder, tonight), runtime: testRuntime({ now, cwd: folder, ...night.runtime }) };
}

function configOf(folder: string, vendor: Vendor): Config {
  const { policy, publish } = configSchema.parse({ version: 1, vendors: {} });
  return {
    file: `${folder}/driftpin.yaml`,
    folder,
    vendors: [vendor],
    policy,
    publish,
    verify: undefined,
    ledger: undefined,
  };
}

const pins = new Map<string, { readonly url: string; readonly files: Files }>();

/** The same description is pinned once, and put in place again for the next vendor's address. */
async function pinOnce(config: Config, pinned: Json, url: string): Promise<void> {
  const key = JSON.stringify(pinned);
  const known = pins.get(key);
  if (!known) {
    await pin(config, { runtime: testRuntime({ now, cwd: config.folder }) });
    pins.set(key, { url, files: await filesOf(config.folder) });
    return;
  }
  const files = Object.entries(known.files).map(([path, text]) => [path, text.replaceAll(known.url, url)]);
  await put(config.folder, Object.fromEntries(files));
}
