import { levels } from "../../config/level.ts";
import { operationName } from "../../contract/operations.ts";
import type { ProposedCommit } from "../../publish/proposal.ts";
import { counted, shortVersion } from "../../report/headline.ts";
import { neutralise } from "../../report/neutralise.ts";
import type { ContractReport, Finding } from "../../report/report.ts";

/** What the message has to tell beside the report. */
interface Accepted {
  /** What the new pin takes as normal. */
  readonly taken: readonly Finding[];
  /** Why there is no `types.ts`, where one is wanted. */
  readonly untyped?: string | undefined;
}

/** The message of a commit that pins a new contract: from which version to which, what it accepts, how that was verified. */
export function pinMessage(report: ContractReport, accepted: Accepted): Pick<ProposedCommit, "subject" | "body"> {
  return {
    subject: cut(`Pin the new contract of ${report.vendor}`, subjectLimit),
    body: [versions(report), listed(accepted.taken), verified(report, accepted)].join("\n\n"),
  };
}

/** Characters of the first line of a message. */
export const subjectLimit = 72;
const findingsNamed = 20;
/** Characters of any other line that a vendor has a say in. */
export const lineLimit = 200;

function versions({ pinned, published }: ContractReport): string {
  const [before, now] = [pinned, published ?? pinned];
  const to =
    now.source === before.source ? named(now.source) : `${named(now.source)}, until now ${named(before.source)}`;
  return before.version === now.version && before.source === now.source
    ? `The description is still ${named(before.version)} of ${to}.`
    : `From ${named(before.version)} to ${named(now.version)} of ${to}.`;
}

function named(text: string): string {
  return cut(neutralise(shortVersion(text)), lineLimit);
}

function listed(taken: readonly Finding[]): string {
  const sorted = levels.flatMap((level) => taken.filter((found) => found.level === level));
  const more = sorted.length - findingsNamed;
  return [
    "What becomes normal:",
    ...sorted.slice(0, more > 0 ? findingsNamed - 1 : findingsNamed).map(line),
    ...(more > 0 ? [`- and ${more + 1} more`] : []),
  ].join("\n");
}

function line({ level, verdict, operation, text, accepted }: Finding): string {
  const where = operation ? ` ${operationName(operation)}:` : "";
  const already = accepted ? ", accepted before" : "";
  return cut(`- ${level}, ${verdict}${already}:${where} ${text}`.replace(/.*/su, neutralise), lineLimit);
}

function verified(report: ContractReport, { taken, untyped }: Accepted): string {
  const witnesses = taken.filter(({ proof }) => proof === "witness").length;
  const left = report.findings.length - taken.length;
  return [
    "How it was verified: what is published was held against the pin,",
    report.sampled.length > 0
      ? `and so were live answers of ${counted(report.sampled.length, "operation")}.`
      : "and no live answer was.",
    ...(witnesses > 0 ? [`${counted(witnesses, "change")} can be shown by a value that one side refuses.`] : []),
    ...(left > 0
      ? [`${counted(left, "finding")} of operations that could not be checked whole are left as drift.`]
      : []),
    ...(report.unknown.length > 0 ? ["Of what could not be checked, the earlier baseline is kept."] : []),
    ...(untyped === undefined ? [] : [`types.ts is left as it is: ${cut(neutralise(untyped), lineLimit)}.`]),
  ].join("\n");
}

/** At most so many characters, the last of them an ellipsis where something is left out. */
export function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join("")}…` : text;
}
