import type { Outcome, Publication } from "../publish/publication.ts";
import type { CheckReport } from "../report/report.ts";
import type { WrittenReports } from "./reports.ts";

/** What later steps can read, as lines of the runner's output file. No value holds a line break. */
export function outputs(report: CheckReport, publication: Publication | undefined, written: WrittenReports): string {
  const { breaking, warning, info } = report.summary;
  const drifts = breaking + warning + info;
  const { outcomes = [] } = publication ?? {};
  const values = {
    drift: drifts > 0,
    "drift-count": drifts,
    "breaking-count": breaking,
    issues: pages(outcomes.filter((outcome) => !("branch" in outcome))),
    "pull-requests": pages(outcomes.filter((outcome) => "branch" in outcome)),
    "report-path": written.json,
    "sarif-path": written.sarif ?? "",
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

function pages(outcomes: readonly Outcome[]): string {
  return JSON.stringify(
    outcomes.flatMap(({ do: action, name, url }) => (url === undefined ? [] : [{ vendor: name, action, url }])),
  );
}
