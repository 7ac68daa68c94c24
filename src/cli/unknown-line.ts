import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import { terminalLine } from "../report/neutralise.ts";
import type { Page } from "../report/terminal-page.ts";

/** One thing that could not be checked, with its cause and what to do, beside the label `unknown`. */
export function unknownLine({ operation, cause, text, todo }: Unknown, to: Page): string {
  const subject = operation ? `${operationName(operation)}, ` : "";
  return to.labelled(2, "unknown", terminalLine(`${subject}${cause}: ${text}. ${todo}`));
}
