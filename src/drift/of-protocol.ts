import type { Baseline } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import { witnesses } from "../live/protocol/operations.ts";
import { protocolShifts } from "../live/protocol/shift.ts";
import type { Deviation, Sample } from "../live/sample.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import { counted } from "./counted.ts";
import type { Undecided } from "./finding.ts";
import type { ObservedChange } from "./observe.ts";
import { ofDeviation } from "./of-deviation.ts";
import { isSameOperation } from "./operation.ts";
import type { Paper } from "./paper.ts";

/** What protocol facts are held against. */
interface ProtocolHalf {
  readonly paper: Paper;
  readonly samples: readonly Sample[];
  readonly diagnoses: readonly Diagnosis[];
  readonly observed: readonly ObservedChange[];
  readonly baseline: Baseline;
}

/** What the answers show beside their bodies, and did not when the contract was pinned; each root cause once. */
export function ofProtocol({ paper, samples, diagnoses, observed, baseline }: ProtocolHalf): Undecided[] {
  const telling = witnesses(samples, new Set(diagnoses.map(({ sample }) => sample)));
  const drifts = protocolShifts(paper.pinned, baseline, telling).flatMap((deviation) => {
    const answers = telling.filter(({ exchange }) => isSameOperation(exchange.operation, deviation.operation));
    if (isToldAlready(deviation, answers, paper) || isOnPaper(deviation, observed)) return [];
    return ofDeviation(deviation, { paper: "same", live: "new" }, [evidence(answers.length)]) ?? [];
  });
  return counted(drifts);
}

function evidence(answers: number): string {
  return answers === 1 ? "in the only answer" : `in all ${answers} answers`;
}

/** Deviations from the contract itself that say the same. */
const sameThing: Readonly<Record<string, readonly string[]>> = {
  "protocol-media-type-changed": ["response-media-type-undocumented"],
  "protocol-redirect-added": ["response-redirected-permanently", "response-status-undocumented"],
  "protocol-redirect-became-permanent": ["response-redirected-permanently", "response-status-undocumented"],
};

function isToldAlready({ rule, operation }: Deviation, answers: readonly Sample[], { pinned }: Paper): boolean {
  const others = Object.hasOwn(sameThing, rule) ? (sameThing[rule] ?? []) : [];
  if (answers.some((sample) => sample.pinned.deviations.some((deviation) => others.includes(deviation.rule))))
    return true;
  const isDeprecated = find(pinned.document, operationName(operation))?.node.deprecated === true;
  return rule === "protocol-deprecation-announced" && isDeprecated;
}

/** The description announces the same end as the headers. */
function isOnPaper({ rule, operation }: Deviation, observed: readonly ObservedChange[]): boolean {
  const about = /^protocol-(sunset|deprecation)-/.exec(rule)?.[1];
  if (about === undefined) return false;
  const said = about === "sunset" ? /sunset/ : /deprecated|sunset/;
  return observed.some(
    ({ change }) =>
      change.operation !== undefined &&
      isSameOperation(change.operation, operation) &&
      /^(endpoint|api)-/.test(change.rule) &&
      said.test(change.rule),
  );
}
