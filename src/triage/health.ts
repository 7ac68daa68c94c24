import type { Vendor } from "../config/schema.ts";
import type { Runtime } from "../runtime/index.ts";
import { endpointHealth, type Health } from "./endpoint.ts";
import { statusPage } from "./status-page.ts";

/** Asks the vendor's status page and the configured endpoints, side by side. */
export async function health(vendor: Vendor, runtime: Runtime): Promise<readonly Health[]> {
  const endpoints = vendor.health.map((endpoint) => endpointHealth(endpoint, vendor, runtime));
  const found = await Promise.all([statusPage(vendor, runtime), ...endpoints]);
  return found.flatMap((one) => one ?? []);
}
