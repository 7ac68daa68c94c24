import type { Sighting } from "../check/recorded/sighting.ts";
import type { RecordedDeviation, RecordingReport } from "../check/recorded.ts";
import { operationName } from "../contract/operations.ts";
import { place } from "../errors.ts";
import { counted, counts, someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import { type Page, page, type Style, type TerminalOptions } from "../report/terminal-page.ts";

/** How recorded answers fit a contract, for a person: each deviation once, with the entries that show it. */
export function recordedText(report: RecordingReport, options: TerminalOptions): string {
  const to = page(options);
  const { summary, deviations, unmatched, unknown } = report;
  const parts = [
    [`${headline(report)}: ${counts(summary)}`, seen(report)].join("\n"),
    ...[...byFingerprint(deviations).values()].sort(bySeverity).map((alike) => deviationLines(alike, to).join("\n")),
    entryLines(
      "unmatched",
      unmatched.map(({ method, url, text, ...at }) => ({ ...at, text: `${method} ${url}: ${text}` })),
      summary.unmatched,
      to,
    ),
    entryLines("unknown", unknown, summary.unknown, to),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headline({ summary, deviations }: RecordingReport): string {
  if (deviations.length > 0) return "Deviations";
  return summary.unknown > 0 || summary.matched === 0 ? "Not fully checked" : "No deviations";
}

function seen({ summary: { exchanges, matched, unmatched } }: RecordingReport): string {
  return `  ${counted(exchanges, "exchange")}, ${matched} held against the contract, ${unmatched} that it does not have`;
}

type Alike = readonly [RecordedDeviation, ...RecordedDeviation[]];

function byFingerprint(deviations: readonly RecordedDeviation[]): Map<string, Alike> {
  const groups = new Map<string, [RecordedDeviation, ...RecordedDeviation[]]>();
  for (const deviation of deviations) {
    const alike = groups.get(deviation.fingerprint);
    if (alike) alike.push(deviation);
    else groups.set(deviation.fingerprint, [deviation]);
  }
  return groups;
}

const styles: Readonly<Record<RecordedDeviation["level"], Style>> = {
  breaking: "red",
  warning: "yellow",
  info: "cyan",
};

function bySeverity([a]: Alike, [b]: Alike): number {
  const levels = Object.keys(styles);
  return levels.indexOf(a.level) - levels.indexOf(b.level);
}

function deviationLines(alike: Alike, to: Page): string[] {
  const [{ level, operation, status, text, location, rule }] = alike;
  return [
    `  ${to.paint(styles[level], level.padEnd(9))} ${terminalLine(operationName(operation))}  ${status}`,
    to.lines(4, terminalLine(text)),
    ...(location.base ? [to.labelled(4, "where", terminalLine(place(location.base)))] : []),
    to.labelled(4, "seen", terminalLine(`at ${alike[0].instancePath || "/"} of ${entries(alike)}`)),
    to.labelled(4, "rule", rule),
  ];
}

function entryLines(
  label: string,
  listed: readonly (Sighting & { readonly text: string })[],
  total: number,
  to: Page,
): string {
  const shown = listed
    .slice(0, 5)
    .map(({ text, ...at }) => to.labelled(2, label, terminalLine(`${entry(at)}: ${text}`)));
  return [...shown, ...(total > shown.length ? [to.labelled(2, "", `and ${total - shown.length} more`)] : [])].join(
    "\n",
  );
}

function entries(alike: readonly Sighting[]): string {
  return someOf(alike.map(entry), 3);
}

function entry({ recording, exchange }: Sighting): string {
  return `${recording === undefined ? "entry " : `${recording}#`}${exchange}`;
}
