import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import type { Entry } from "./entry.ts";
import type { Night, Noted } from "./night.ts";

/** A night as lines of the ledger, each finding and each failure once. */
export function observe({ vendor, findings, unknown }: Night, at: string): Entry[] {
  const entries = [
    ...findings.map((finding) => ofFinding(finding, { at, vendor })),
    ...unknown.map((failure) => ofFailure(failure, { at, vendor })),
  ];
  return [...new Map(entries.map((entry) => [`${entry.kind} ${entry.id}`, entry])).values()];
}

interface Stamp {
  readonly at: string;
  readonly vendor: string;
}

function ofFinding({ fingerprint, rule, level, verdict, operation, text, accepted }: Noted, stamp: Stamp): Entry {
  return {
    ...stamp,
    kind: "finding",
    id: fingerprint,
    state: accepted ? "accepted" : "open",
    rule,
    level,
    verdict,
    ...(operation && { operation }),
    text,
  };
}

function ofFailure({ operation, cause, step, text, steps }: Unknown, stamp: Stamp): Entry {
  const evidence = steps.filter(({ outcome }) => outcome === "fail").flatMap((failed) => failed.evidence);
  return {
    ...stamp,
    kind: "failure",
    id: operation ? `${cause} ${operationName(operation)}` : cause,
    state: "open",
    cause,
    step,
    ...(operation && { operation }),
    text,
    evidence,
  };
}
