import type { PinResult } from "../check/pin.ts";
import { operationName } from "../contract/operations.ts";
import { counted, shortVersion, someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { page, type TerminalOptions } from "../report/terminal-page.ts";
import { unknownLine } from "./unknown-line.ts";

/** What pinning one vendor came to, for a person: what was taken, and what is not known yet. */
export function pinText(result: PinResult, options: TerminalOptions): string {
  const { vendor, outcome, source, operations, sampled, deviations, unknown, invalid, untyped = "" } = result;
  const to = page(options);
  const version = `${outcome === "written" ? "pinned" : "unchanged,"} ${shortVersion(result.version)} of ${source}`;
  const facts = [
    ["written", outcome === "written" ? `specs/${vendor}/` : ""],
    ["contract", `${counted(operations.length, "operation")}: ${someOf(operations.map(operationName), 3)}`],
    ["baseline", sampled.length > 0 ? `sampled ${someOf(sampled, 3)}` : "nothing was sampled"],
    ["known", someOf(deviations, 3)],
    [
      "invalid",
      someOf(
        invalid.map(({ pointer, text }) => `${pointer || "/"} ${text}`),
        3,
      ),
    ],
    ["no types", untyped],
  ] as const;
  return [
    to.lines(0, `${to.paint("bold", terminalLine(vendor))}  ${terminalLine(version)}`),
    ...facts.flatMap(([label, text]) => (text === "" ? [] : [to.labelled(2, label, terminalLine(text))])),
    ...unknown.map((each) => unknownLine(each, to)),
  ].join("\n");
}
