import type { Operation } from "../contract/contract.ts";
import type { JsonObject } from "../json.ts";
import type { Exchange } from "../live/exchange.ts";
import type { Overheard } from "../live/recording/write-exchange.ts";
import type { Team } from "../live/redact/team.ts";
import type { Cause, Diagnosis, Step } from "../triage/diagnosis.ts";
import { diagnose as triage } from "../triage/index.ts";
import { caseOf } from "../triage/overheard.ts";
import type { Located } from "./operation.ts";

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
export async function diagnose({ vendor, contract, overheard, located, team }: Failed): Promise<FailedCall> {
  const { operation } = located;
  const clock = { now: () => new Date(), sleep: () => Promise.resolve() };
  const failed = await caseOf({ vendor, contract, ...overheard, ...located, team }, clock);
  const { cause, certainty, text, todo, steps } = await triage(failed);
  const told = { vendor, operation, exchange: failed.sample.exchange, certainty, steps };
  return contract || cause !== "vendor-change" ? { ...told, cause, text, todo } : { ...told, ...unexplained };
}

/** Without a contract nobody can tell a request that is wrong from a vendor that changed. */
const unexplained = {
  cause: undefined,
  text: "nothing in the exchange explains it, and no contract is pinned that could",
  todo: "Pin the vendor's contract: run driftpin pin.",
} as const;
