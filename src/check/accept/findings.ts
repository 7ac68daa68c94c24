import { operationName } from "../../contract/operations.ts";
import { CouldNotCheckError, UsageError } from "../../errors.ts";
import { nearest } from "../../nearest.ts";
import { counted, someOf } from "../../report/headline.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import { isAccepted } from "../../report/roots.ts";
import { causes } from "../../triage/diagnosis.ts";

/** @throws UsageError (DP6604) for a name that reports give to what could not be checked, instead of a fingerprint */
export function requireKnown(names: readonly string[]): void {
  const unknown = names.find((name) => name === "unknown" || causes.some((cause) => cause === name));
  if (unknown === undefined) return;
  throw new UsageError("DP6604", {
    what: `what could not be checked (${unknown}) cannot be accepted: it is neither drift nor clean until somebody knows`,
    todo: "driftpin check says of each what to do, and with --allow-unknown does not end with 3 because of it",
  });
}

/**
 * The findings that fingerprints name.
 * @throws UsageError for a fingerprint that no finding has (DP6602), or those of several vendors (DP6603);
 * CouldNotCheckError (DP6605) where something that could not be checked may have it
 */
export function requireFindings(
  fingerprints: readonly string[],
  reports: readonly ContractReport[],
): ReadonlySet<Finding> {
  return new Set(fingerprints.flatMap((fingerprint) => findingsOf(fingerprint, reports)));
}

function findingsOf(fingerprint: string, reports: readonly ContractReport[]): readonly Finding[] {
  const having = reports.flatMap(({ vendor, findings }) => {
    const own = findings.filter((finding) => finding.fingerprint === fingerprint);
    return own.length > 0 ? [{ vendor, own }] : [];
  });
  const [first, ...others] = having;
  if (first === undefined) throw notFound(fingerprint, reports);
  if (others.length > 0) {
    throw new UsageError("DP6603", {
      what: `${having.map(({ vendor }) => vendor).join(" and ")} have a finding ${fingerprint} each`,
      todo: "say which is meant: --vendor NAME",
    });
  }
  return first.own;
}

function notFound(fingerprint: string, reports: readonly ContractReport[]): UsageError | CouldNotCheckError {
  const what = `no finding has the fingerprint ${fingerprint}`;
  const near = alike(fingerprint, reports);
  const open = inventory(reports);
  if (near !== "") return new UsageError("DP6602", { what, todo: `did you mean ${near}? Open are ${open}` });
  const unknown = reports.reduce((sum, report) => sum + report.unknown.length, 0);
  if (unknown === 0) return new UsageError("DP6602", { what, todo: `open are ${open}` });
  return new CouldNotCheckError("DP6605", {
    what: `${what}, but ${counted(unknown, "thing")} could not be checked, and may have it`,
    todo: `driftpin check tells why. Open are ${open}`,
  });
}

/** What may have been meant: what starts so, and what is misspelt so. */
function alike(fingerprint: string, reports: readonly ContractReport[]): string {
  const all = reports.flatMap(({ findings }) => findings.map((finding) => finding.fingerprint));
  const near = [...all.filter((one) => one.startsWith(fingerprint)), ...nearest(fingerprint, all, 3)];
  return [...new Set(near)].slice(0, 3).join(" or ");
}

/** The findings that can be accepted, for whoever looks for a fingerprint. */
function inventory(reports: readonly ContractReport[]): string {
  const names = reports.flatMap(({ vendor, findings }) =>
    findings.filter((finding) => !isAccepted(finding)).map((finding) => about(finding, vendor)),
  );
  return names.length === 0 ? "none" : someOf([...new Set(names)], 10);
}

function about({ fingerprint, rule, operation }: Finding, vendor: string): string {
  const subject = [vendor, ...(operation ? [operationName(operation)] : []), rule].join(", ");
  return `${fingerprint} (${subject})`;
}
