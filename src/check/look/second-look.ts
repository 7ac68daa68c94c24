import type { Vendor } from "../../config/schema.ts";
import type { Operation } from "../../contract/contract.ts";
import type { Unknown } from "../../drift/finding.ts";
import { isSameOperation } from "../../drift/operation.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import { agreedCandidate } from "../proposal/candidate.ts";
import type { Look } from "./look.ts";

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

/**
 * What two looks agree on. What only one of them saw is not drift yet, and not clean either: it is unknown. Of operations
 * that only the first look asked, its word stands.
 */
export function agreed(first: Look, second: Look, isAskedOnce: IsAskedOnce): Look {
  const report = agreedReport(first.report, second.report, isAskedOnce);
  const doubtful = disputed(first.report, second.report, isAskedOnce).flatMap(({ operation }) => operation ?? []);
  const candidate = first.candidate && second.candidate && agreedCandidate(first.candidate, second.candidate, doubtful);
  return { report, ...(candidate && { candidate }), tookMs: first.tookMs + second.tookMs };
}

function agreedReport(first: ContractReport, second: ContractReport, isAskedOnce: IsAskedOnce): ContractReport {
  const after = byFingerprint(second);
  const once = seenInOne(first, second, isAskedOnce);
  return {
    ...second,
    findings: first.findings.flatMap((found) => {
      if (isFinal(found, isAskedOnce)) return [withoutSecondLook(found)];
      const again = after.get(found.fingerprint);
      return again && isAskedOnce(found) ? [found] : (again ?? []);
    }),
    unknown: [
      ...second.unknown.filter((one) => !isAskedOnce(one)),
      ...first.unknown.filter(isAskedOnce),
      ...once.map(seenOnce),
    ],
    sampled: first.sampled.filter(
      (operation) => isAskedOnce({ operation }) || second.sampled.some((other) => isSameOperation(operation, other)),
    ),
  };
}

/** What the looks do not agree on: that it is drift at all, or which side the answers take. */
function disputed(first: ContractReport, second: ContractReport, isAskedOnce: IsAskedOnce): Finding[] {
  const after = byFingerprint(second);
  const isOtherwise = (found: Finding) => {
    const again = after.get(found.fingerprint);
    return again !== undefined && again.verdict !== found.verdict && !isAskedOnce(found);
  };
  return [...seenInOne(first, second, isAskedOnce), ...first.findings.filter(isOtherwise)];
}

function seenInOne(first: ContractReport, second: ContractReport, isAskedOnce: IsAskedOnce): Finding[] {
  const [before, after] = [byFingerprint(first), byFingerprint(second)];
  return [
    ...first.findings.filter((found) => !after.has(found.fingerprint) && !isFinal(found, isAskedOnce)),
    ...second.findings.filter(({ fingerprint }) => !before.has(fingerprint)),
  ];
}

/** Whether only the first look could see it, so that its word stands. */
function isFinal(found: Finding, isAskedOnce: IsAskedOnce): boolean {
  return isAskedOnce(found) && isLive.has(found.verdict);
}

type IsAskedOnce = (one: { readonly operation?: Operation | undefined }) => boolean;

function byFingerprint({ findings }: ContractReport): ReadonlyMap<string, Finding> {
  return new Map(findings.map((found) => [found.fingerprint, found]));
}

/** Verdicts that an answer has a part in. */
const isLive: ReadonlySet<string> = new Set<Finding["verdict"]>(["silent", "released", "conflicting"]);

function withoutSecondLook(found: Finding): Finding {
  return { ...found, evidence: [...found.evidence, "seen in one look, for such a request is not sent twice"] };
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
