import { createHash } from "node:crypto";
import { canonical, type Json } from "../json.ts";
import type { Baseline, Pin } from "./contract.ts";

/**
 * What tells a pin from an earlier or a later one, without a date: a hash of its contract and its baseline. What the team
 * has accepted since makes no difference.
 */
export function pinId({ contractSha256 }: Pick<Pin, "contractSha256">, baseline: Baseline): string {
  const pinned = [contractSha256, baseline as unknown as Json];
  return createHash("sha256").update(canonical(pinned)).digest("hex").slice(0, 16);
}
