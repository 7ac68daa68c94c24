import type { Publication } from "../publish/publication.ts";
import type { CheckReport } from "../report/report.ts";

/** What later steps can read, as lines of the runner's output file. No value holds a line break. */
export function outputs(report: CheckReport, publication: Publication | undefined, path: string): string {
  const { breaking, warning, info } = report.summary;
  const drifts = breaking + warning + info;
  const issues = (publication?.outcomes ?? []).flatMap(({ do: action, name, url }) =>
    url === undefined ? [] : [{ vendor: name, action, url }],
  );
  const values = {
    drift: drifts > 0,
    "drift-count": drifts,
    "breaking-count": breaking,
    issues: JSON.stringify(issues),
    "report-path": path,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
