import type { FleetPlan } from "../check/fleet/plan.ts";
import { counted, someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";

/** A plan for a person: a line for each shard. */
export function planText({ shards }: FleetPlan): string {
  const contracts = shards.reduce((sum, { vendors }) => sum + vendors.length, 0);
  const lines = shards.map(({ vendors, ms }, i) => {
    const load = `${counted(vendors.length, "contract")}, about ${seconds(ms)} s`;
    return `  ${i + 1}/${shards.length}  ${load}: ${terminalLine(someOf(vendors, 3))}`;
  });
  return `${[`${counted(shards.length, "shard")} of ${counted(contracts, "contract")}`, ...lines].join("\n")}\n`;
}

/** `["1/2","2/2"]`: what a matrix of GitHub Actions takes. Never near the megabyte that outputs may have, whatever the plan. */
export function shardNames({ shards }: FleetPlan): string {
  return `${JSON.stringify(shards.map((_, i) => `${i + 1}/${shards.length}`))}\n`;
}

function seconds(ms: number): number {
  return Math.max(1, Math.round(ms / 1000));
}
