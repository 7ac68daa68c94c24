import type { Vendor } from "../config/schema.ts";
import type { Operation } from "../contract/contract.ts";
import type { JsonObject } from "../json.ts";
import { checker } from "../live/conformance/schema.ts";
import type { Exchange } from "../live/exchange.ts";
import { observe } from "../live/observe.ts";
import { endpoint } from "../live/probe/endpoint.ts";
import type { Held } from "../live/probe/prepare.ts";
import { violations } from "../live/probe/request.ts";
import { placeOfServer } from "../live/probe/server.ts";
import { type Overheard, secretsOf } from "../live/recording/write-exchange.ts";
import type { Team } from "../live/redact/team.ts";
import type { Cause, Diagnosis, Step } from "../triage/diagnosis.ts";
import { diagnose as triage } from "../triage/index.ts";
import type { Located } from "./operation.ts";
import { asProbe, configured, pathOf } from "./sent.ts";

/** A call that failed, and why, as far as one exchange can tell. Holds no secret and no value of the answer. */
export interface FailedCall {
  readonly vendor: string;
  readonly operation: Operation;
  readonly exchange: Exchange;
  /** Undefined where nothing explains it, and no contract is pinned that could. */
  readonly cause: Cause | undefined;
  readonly certainty: Diagnosis["certainty"];
  readonly text: string;
  readonly todo: string;
  readonly steps: readonly Step[];
}

/** A failed call, as it was read. */
export interface Failed {
  readonly vendor: string;
  readonly contract: JsonObject | undefined;
  readonly overheard: Overheard;
  readonly located: Located;
  readonly team: Team;
}

/** Classifies a failed call by the seven steps. Nothing is asked of the network. */
export async function diagnose(failed: Failed): Promise<FailedCall> {
  const { vendor: name, contract, overheard, located, team } = failed;
  const { request, reply } = overheard;
  const { vendor, env } = await configured(name, request);
  const ready = {
    kind: "ready",
    operation: located.operation,
    samples: 1,
    request,
    secrets: secretsOf(request),
    team,
    server: contract
      ? placeOfServer(contract, request.url.origin + pathOf(located.operation.path, request.url).base)
      : "unnamed",
    pinned: await hold(failed, vendor),
    published: undefined,
  } as const;
  const sample = observe(ready, reply);
  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const pinned = contract && { document: contract, texts: [], bundled: {} };
  const { cause, certainty, text, todo, steps } = await triage({
    vendor,
    runtime: { env, clock },
    sample,
    samples: [sample],
    ...(pinned && { pinned }),
  });
  const told = { vendor: name, operation: located.operation, exchange: sample.exchange, certainty, steps };
  return contract || cause !== "vendor-change" ? { ...told, cause, text, todo } : { ...told, ...unexplained };
}

/** Without a contract nobody can tell a request that is wrong from a vendor that changed. */
const unexplained = {
  cause: undefined,
  text: "nothing in the exchange explains it, and no contract is pinned that could",
  todo: "Pin the vendor's contract: run driftpin pin.",
} as const;

async function hold({ contract, overheard: { request }, located }: Failed, { auth }: Vendor): Promise<Held> {
  const document = contract ?? {};
  const side = { document, checker: await checker(document) };
  const found = located.known === true ? endpoint(document, located.operation) : undefined;
  const unknown = { pointer: "/paths", text: "the contract does not have the operation" };
  if (!found) return { side, endpoint: undefined, violations: located.known === false ? [unknown] : [] };
  // A body that was streamed is not known, so nothing can be said of it.
  const { requestBody, ...node } = found.node;
  const asked = request.body ? found : { ...found, node };
  return {
    side,
    endpoint: found,
    violations: violations(asked, asProbe(request, located.operation, found), auth, side.checker),
  };
}
