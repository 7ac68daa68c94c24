import { wayFromRoot } from "../../config/repository.ts";
import { operationName } from "../../contract/operations.ts";
import type { ProposedCommit } from "../../publish/proposal.ts";
import { neutralise } from "../../report/neutralise.ts";
import type { ContractReport, Finding } from "../../report/report.ts";
import type { Runtime } from "../../runtime/index.ts";
import { applied, byFile, distinct, isConflict } from "../../suggest/edits.ts";
import type { Suggestion } from "../../suggest/suggestion.ts";
import { textsOf } from "../../suggest/texts.ts";
import { cut, lineLimit, subjectLimit } from "./pin-message.ts";

/** The patches of a report that can be merged as they are: verified, for drift that the team has not accepted. */
export function verifiedPatches({ findings }: Pick<ContractReport, "findings">): Suggestion[] {
  return findings.flatMap(patchesOf);
}

function patchesOf({ accepted, suggestions }: Finding): readonly Suggestion[] {
  return accepted ? [] : suggestions.filter(isVerified);
}

function isVerified({ applicability, edits = [] }: Suggestion): boolean {
  return applicability === "verified" && edits.length > 0;
}

/** The commit that makes the team's code fit the new contract; undefined where no patch of it is verified. */
export async function adaptation(
  report: ContractReport,
  patches: readonly Suggestion[],
  folder: string,
  runtime: Runtime,
): Promise<ProposedCommit | undefined> {
  const edits = distinct(patches.flatMap((patch) => patch.edits ?? []));
  if (edits.length === 0 || isConflict(edits)) return undefined;
  const way = await wayFromRoot(folder, runtime);
  const texts = await textsOf(edits, folder, runtime);
  const files = [...byFile(edits)].map(([file, own]) => ({
    path: [way, file].filter(Boolean).join("/"),
    text: applied(texts.get(file) ?? "", own),
  }));
  return { ...message(report, patches), files };
}

function message(
  { vendor, findings }: ContractReport,
  patches: readonly Suggestion[],
): Pick<ProposedCommit, "subject" | "body"> {
  return {
    subject: cut(`Adapt the code to the new contract of ${vendor}`, subjectLimit),
    body: [
      ["What changes:", ...findings.flatMap(lines)].join("\n"),
      `How it was verified: the code was compiled in memory against the types of the new contract, with these changes and\nwithout, and has no error that it did not have before. ${whatRan(patches)}`,
    ].join("\n\n"),
  };
}

function whatRan(patches: readonly Suggestion[]): string {
  if (patches.every(({ command }) => command === "passes")) return "The team's verify command passes with them.";
  const hasShim = patches.some(({ kind }) => kind === "compat");
  return hasShim
    ? "The functions that give old shapes were run on made-up answers; nothing else was."
    : "Nothing was run.";
}

function lines(found: Finding): string[] {
  const where = found.operation ? `${operationName(found.operation)}: ` : "";
  return patchesOf(found).map(({ text }) => cut(`- ${where}${text}`.replace(/.*/su, neutralise), lineLimit));
}
