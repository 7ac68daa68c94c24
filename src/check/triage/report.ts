import type { Vendor } from "../../config/schema.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Unknown } from "../../drift/finding.ts";
import type { Exchange } from "../../live/exchange.ts";
import { causeMeanings } from "../../triage/causes.ts";
import { curl } from "../../triage/curl.ts";
import type { Diagnosis } from "../../triage/diagnosis.ts";
import { foreseen } from "../../triage/index.ts";

/** What `driftpin triage` prints. */
export interface TriageReport {
  readonly schemaVersion: 1;
  readonly vendors: readonly VendorTriage[];
}

/** What came of one vendor's probes. */
export interface VendorTriage {
  readonly vendor: string;
  readonly cases: readonly TriagedCase[];
  /** Operations that answered, and as they did when the contract was pinned. */
  readonly well: readonly Operation[];
}

/** One thing that failed, or was not as expected, with the path of the seven steps. */
export interface TriagedCase extends Pick<Diagnosis, "cause" | "certainty" | "text" | "todo" | "steps"> {
  /** Absent where it concerns the whole vendor. */
  readonly operation?: Operation;
  /** The step that decided. */
  readonly step: Diagnosis["decidedBy"];
  /** What helps against every failure of the class. */
  readonly remedy: string;
  /** Absent where nothing was sent. */
  readonly exchange?: Exchange;
  /** A command line that sends the request again. */
  readonly curl?: string;
}

/** A diagnosed exchange as a case. */
export function ofDiagnosis(diagnosis: Diagnosis, vendor: Pick<Vendor, "auth">): TriagedCase {
  const { sample, cause, certainty, decidedBy, text, todo, steps } = diagnosis;
  const { exchange } = sample;
  return {
    operation: exchange.operation,
    cause,
    certainty,
    step: decidedBy,
    text,
    todo,
    remedy: causeMeanings[cause].todo,
    steps,
    exchange,
    curl: curl(exchange, vendor),
  };
}

/** What could not be sent as a case. */
export function ofUnknown({ operation, cause, step, text, todo, steps }: Unknown): TriagedCase {
  return {
    ...(operation && { operation }),
    cause,
    certainty: "certain",
    step,
    text,
    todo,
    remedy: causeMeanings[cause].todo,
    steps: steps.length > 0 ? steps : foreseen(step, text),
  };
}
