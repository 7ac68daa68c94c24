import type { Publish } from "../config/schema.ts";
import type { CheckReport } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";
import { runUrl } from "./destination.ts";
import { wantedOf } from "./issue/contract.ts";
import type { Night } from "./issue/decide.ts";
import type { Item } from "./issue/observe.ts";
import { plan } from "./issue/plan.ts";
import { uncheckedOf } from "./issue/unchecked.ts";
import type { Wanted } from "./issue/wanted.ts";
import type { Plan } from "./publication.ts";

/** What the issues of a report should tell, and those that are there. */
export interface Issues {
  /** One a contract, in the order of the report. */
  readonly contracts: readonly Wanted[];
  /** Those of contracts that nobody could check for long. */
  readonly unchecked: readonly Wanted[];
  readonly items: readonly Item[];
  readonly night: Night;
}

export function issuesOf(
  report: CheckReport,
  items: readonly Item[],
  { closeAfter, maxNewIssues, mentionOwners }: Publish,
  { clock, env }: Runtime,
): Issues {
  const night = { today: dayBefore(clock, 0), closeAfter, maxNewIssues, runUrl: runUrl(env) };
  const telling = { mentionOwners, runUrl: night.runUrl };
  return {
    contracts: report.contracts.map((contract) => wantedOf(contract, telling)),
    unchecked: report.contracts.map((contract) => uncheckedOf(contract, dayBefore(clock, 2), telling)),
    items,
    night,
  };
}

export function planOfIssues({ contracts, unchecked, items, night }: Issues): Plan {
  return plan([...contracts, ...unchecked], items, night);
}

/** The date (UTC) of so many days ago, as `2026-01-02`. */
function dayBefore(clock: Runtime["clock"], days: number): string {
  const date = clock.now();
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, "2026-01-02".length);
}
