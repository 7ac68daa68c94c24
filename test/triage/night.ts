import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { JsonObject } from "../../src/json.ts";
import { sample } from "../../src/live/index.ts";
import type { Diagnosis } from "../../src/triage/diagnosis.ts";
import { triage } from "../../src/triage/index.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";
import { describe, vendorConfig } from "../support/vendor.ts";

/** When the tests' nights are. */
export const now = "2026-01-02T03:04:05Z";

/** What differs from a probe of `GET /orders/{id}` that should have gone well. */
export interface Circumstances {
  readonly server: string;
  readonly probe?: Partial<Probe>;
  readonly vendor?: Partial<Vendor>;
  readonly runtime?: Partial<Pick<TestRuntime, "env" | "network">>;
  /** Paths of the published contract; without them there is none. */
  readonly published?: JsonObject;
  /** The pinned contract's servers. */
  readonly servers?: readonly JsonObject[];
}

/** The pinned paths. */
export const paths: JsonObject = {
  "/orders": {
    get: {
      parameters: [{ name: "state", in: "query", schema: { enum: ["open", "paid"] } }],
      responses: { "200": order("array") },
    },
  },
  "/orders/{id}": {
    get: {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      responses: { "200": order("object") },
    },
  },
};

function order(type: string): JsonObject {
  return {
    content: {
      "application/json": { schema: { type, ...(type === "object" && { required: ["id"], properties: { id: {} } }) } },
    },
  };
}

/** Samples once, and triages what came. */
export async function diagnose(circumstances: Circumstances): Promise<Diagnosis | undefined> {
  const { server, probe, vendor, published, servers } = circumstances;
  const runtime = testRuntime({ now, ...circumstances.runtime });
  const config = vendorConfig(server, [{ operation: "GET /orders/{id}", parameters: { id: "o1" }, ...probe }], vendor);
  const contracts = {
    pinned: describe(paths, servers ? { servers } : {}),
    ...(published && { published: describe(published) }),
  };
  const { samples, refusals } = await sample(config, contracts, runtime);
  const [first] = samples;
  if (!first) throw new Error(`nothing was sent: ${JSON.stringify(refusals)}`);
  return triage(first, config, runtime);
}

/** `cause at step`, or `no failure`. */
export function brief(diagnosis: Diagnosis | undefined): string {
  return diagnosis ? `${diagnosis.cause} at ${diagnosis.decidedBy}, ${diagnosis.certainty}` : "no failure";
}
