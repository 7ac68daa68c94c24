import type { Vendor } from "../config/schema.ts";
import { isObject, type Json } from "../json.ts";
import { content } from "../live/redact/content.ts";
import { ask } from "../live/transport/index.ts";
import type { Runtime } from "../runtime/index.ts";

/** What a vendor says of itself. */
export interface Health {
  /** `none` is all well; undefined where the page could not be read. */
  readonly indicator: "none" | "minor" | "major" | "critical" | undefined;
  readonly evidence: string;
}

const indicators = ["none", "minor", "major", "critical"] as const;

/**
 * Asks the vendor's status page, if it has one, in the statuspage format.
 * @see https://metastatuspage.com/api
 */
export async function health(
  { statusPage, allowPrivate, timeoutMs }: Vendor,
  runtime: Runtime,
): Promise<Health | undefined> {
  if (statusPage === undefined) return undefined;
  const url = new URL(`${statusPage.replace(/\/+$/, "")}/api/v2/status.json`);
  const pool = await runtime.network.open({ allowPrivate, timeoutMs, connections: 1 });
  try {
    const answer = await ask(pool, { method: "GET", url, headers: { accept: "application/json" } }, runtime.signal);
    if (answer.kind === "failure")
      return { indicator: undefined, evidence: `the status page cannot be reached (${answer.code})` };
    const page = content(answer);
    const indicator = page.kind === "json" ? indicatorOf(page.value) : undefined;
    return { indicator, evidence: `the status page says: ${indicator ?? "nothing that can be read"}` };
  } finally {
    await pool.destroy();
  }
}

function indicatorOf(page: Json): Health["indicator"] {
  const status = isObject(page) ? page.status : undefined;
  return isObject(status) ? indicators.find((known) => known === status.indicator) : undefined;
}
