import type { AcceptedFinding, AcceptResult } from "../check/accept.ts";
import { counted, someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { page, type TerminalOptions } from "../report/terminal-page.ts";
import { nameOf, title } from "../report/terminal-root.ts";

/** What was accepted of one vendor, for a person, and what is left to do. */
export function acceptText(result: AcceptResult, options: TerminalOptions): string {
  const { vendor, outcome, file, reason, findings, open } = result;
  const to = page(options);
  const count = counted(findings.length, "finding");
  const head = outcome === "written" ? `accepted ${count}` : `unchanged: ${count} accepted before, for this reason`;
  const facts = [
    ["reason", reason],
    ["written", outcome === "written" ? `${file}: commit it. The contract stays as it is pinned.` : ""],
    ["open", open.length > 0 ? `the same change at ${someOf(open.map(named), 3)}: --everywhere takes all` : ""],
  ] as const;
  return [
    to.lines(0, `${to.paint("bold", terminalLine(vendor))}  ${head}`),
    ...findings.map((one) =>
      title(one.level, nameOf(one.operation), terminalLine(`${one.text} (${one.fingerprint})`), to),
    ),
    ...facts.flatMap(([label, text]) => (text === "" ? [] : [to.labelled(2, label, terminalLine(text))])),
  ].join("\n");
}

function named({ operation, fingerprint }: AcceptedFinding): string {
  return `${nameOf(operation)} (${fingerprint})`;
}
