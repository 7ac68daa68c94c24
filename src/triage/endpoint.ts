import type { HealthEndpoint } from "../config/health.ts";
import type { Vendor } from "../config/schema.ts";
import type { Runtime } from "../runtime/index.ts";
import { get } from "./get.ts";

/** How one thing is that a call to the vendor depends on. */
export interface Health {
  readonly name: string;
  readonly kind: HealthEndpoint["kind"];
  /** `unread`: it says nothing that can be understood. */
  readonly state: "up" | "degraded" | "down" | "unread";
  /** What was found, in a sentence; without an address, which may be an internal one. */
  readonly evidence: string;
}

/** Asks a configured endpoint, once. */
export async function endpointHealth(endpoint: HealthEndpoint, vendor: Vendor, runtime: Runtime): Promise<Health> {
  const { name, kind } = endpoint;
  // Whatever is the team's own usually lies in its private network, and it named the address itself.
  const policy = { allowPrivate: vendor.allowPrivate || kind === "ours", timeoutMs: vendor.timeoutMs };
  const wrong =
    endpoint.by === "http"
      ? await askHttp(endpoint.url, policy, runtime)
      : await askTcp(endpoint.host, endpoint.port, policy, runtime);
  return wrong === undefined
    ? { name, kind, state: "up", evidence: `${name} is up` }
    : { name, kind, state: "down", evidence: `${name} is down (${wrong})` };
}

type Policy = Parameters<typeof get>[1];

/** What is wrong; anything below 500 is an answer of something that is up. */
async function askHttp(url: string, policy: Policy, runtime: Runtime): Promise<string | undefined> {
  const answer = await get(new URL(url), policy, runtime);
  if (answer.kind === "failure") return answer.code;
  return answer.status >= 500 ? String(answer.status) : undefined;
}

async function askTcp(host: string, port: number, policy: Policy, { network }: Runtime): Promise<string | undefined> {
  try {
    await network.reach(host, port, policy);
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}
