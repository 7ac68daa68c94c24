import type { Vendor } from "../config/schema.ts";
import { isObject, type Json } from "../json.ts";
import { content } from "../live/redact/content.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Health } from "./endpoint.ts";
import { get } from "./get.ts";

/**
 * Asks the vendor's status page, if it has one, in the statuspage format.
 * @see https://metastatuspage.com/api
 */
export async function statusPage(vendor: Vendor, runtime: Runtime): Promise<Health | undefined> {
  if (vendor.statusPage === undefined) return undefined;
  const url = new URL(`${vendor.statusPage.replace(/\/+$/, "")}/api/v2/status.json`);
  const answer = await get(url, vendor, runtime);
  const page = { name: "the status page", kind: "vendor" } as const;
  if (answer.kind === "failure")
    return { ...page, state: "unread", evidence: `the status page cannot be reached (${answer.code})` };
  const read = content(answer);
  const indicator = read.kind === "json" ? indicatorOf(read.value) : undefined;
  return {
    ...page,
    state: indicator ? states[indicator] : "unread",
    evidence: `the status page says: ${indicator ?? "nothing that can be read"}`,
  };
}

/** What the indicators mean for whoever calls. */
const states = { none: "up", maintenance: "down", minor: "degraded", major: "down", critical: "down" } as const;

function indicatorOf(page: Json): keyof typeof states | undefined {
  const status = isObject(page) ? page.status : undefined;
  const indicator = isObject(status) ? status.indicator : undefined;
  return typeof indicator === "string" && Object.hasOwn(states, indicator)
    ? (indicator as keyof typeof states)
    : undefined;
}
