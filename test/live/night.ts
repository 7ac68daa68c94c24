import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import type { Deviation, Sample } from "../../src/live/sample.ts";
import { infer } from "../../src/live/shape/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, type Route, startVendor, vendorConfig } from "../support/vendor.ts";

/** One night with one probe of `GET /orders`, which the contract documents with the responses. */
export async function night(
  route: Route,
  responses: JsonObject,
  {
    probe = {},
    vendor = {},
    document = {},
  }: { probe?: Partial<Probe>; vendor?: Partial<Vendor>; document?: JsonObject } = {},
): Promise<Sampling> {
  const { url } = await startVendor({ "/orders": route });
  const pinned = describe({ "/orders": { get: { responses } } }, document);
  return sample(vendorConfig(url, [probe], vendor), { pinned }, testRuntime());
}

/** One answer with the body, as it is kept: what it showed of the contract does not count here. */
export function answered(body: Json): Sample {
  const fit = { known: true, violations: [], deviations: [], documented: true };
  return {
    exchange: {
      operation: { method: "get", path: "/orders" },
      request: { method: "GET", url: "https://shop.example/orders", headers: {} },
      answer: { kind: "answer", status: 200, headers: { "content-type": "application/json" }, body: null },
      startedAt: "2026-01-02T03:04:05.000Z",
      durationMs: 1,
    },
    pinned: fit,
    server: "unnamed",
    shape: infer(body),
    protocol: {},
  };
}

/** A 200 with a JSON body of the schema. */
export function ok(schema: Json): JsonObject {
  return { "200": { content: { "application/json": { schema } } } };
}

/** All deviations from the pinned contract, each as `rule place`. */
export function brief({ samples }: Sampling): string[] {
  return samples.flatMap(({ pinned }) => pinned.deviations.map(told));
}

function told({ rule, instancePath }: Deviation): string {
  return `${rule} ${instancePath}`.trim();
}
