import type { Probe, Vendor } from "../../src/config/schema.ts";
import type { Json, JsonObject } from "../../src/json.ts";
import { type Sampling, sample } from "../../src/live/index.ts";
import type { Deviation } from "../../src/live/sample.ts";
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
