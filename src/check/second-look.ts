import type { Vendor } from "../config/schema.ts";
import type { Unknown } from "../drift/finding.ts";
import type { ContractReport, Finding } from "../report/report.ts";

/** How long to wait before looking again: longer than a deployment's switch and most caches of a moment. */
export const secondLookMs = 30_000;

/** Whether a second look can tell something else: a vendor's server may answer otherwise, a file or a package may not. */
export function canChangeItsMind({ source, probes, autoProbes }: Vendor): boolean {
  return probes.length + autoProbes > 0 || source.some((reference) => /^https?:/i.test(reference));
}

/** Whether a report says anything that the team has not accepted. */
export function saysDrift({ findings }: ContractReport): boolean {
  return findings.some(({ accepted }) => accepted === undefined);
}

/** What two looks agree on. What only one of them saw is not drift yet, and not clean either: it is unknown. */
export function agreed(first: ContractReport, second: ContractReport): ContractReport {
  const [before, after] = [fingerprints(first), fingerprints(second)];
  const once = [
    ...first.findings.filter(({ fingerprint }) => !after.has(fingerprint)),
    ...second.findings.filter(({ fingerprint }) => !before.has(fingerprint)),
  ];
  return {
    ...second,
    findings: second.findings.filter(({ fingerprint }) => before.has(fingerprint)),
    unknown: [...second.unknown, ...once.map(seenOnce)],
  };
}

function fingerprints({ findings }: ContractReport): ReadonlySet<string> {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}

function seenOnce({ operation, rule, text }: Finding): Unknown {
  return {
    ...(operation && { operation }),
    cause: "vendor-change",
    step: 7,
    text: `${text}: seen in one of two looks, ${secondLookMs / 1000} s apart (${rule})`,
    todo: "Wait for the next run: the vendor may be in the middle of a release.",
    steps: [],
  };
}
