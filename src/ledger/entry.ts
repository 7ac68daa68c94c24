import { z } from "zod";
import { levels } from "../config/level.ts";
import { causes } from "../triage/diagnosis.ts";

const operation = z.strictObject({ method: z.string(), path: z.string() });

const finding = z.strictObject({
  kind: z.literal("finding"),
  /** The finding's fingerprint. */
  id: z.string(),
  state: z.enum(["open", "accepted", "gone"]),
  rule: z.string(),
  level: z.enum(levels),
  verdict: z.enum(["released", "announced", "published", "silent", "conflicting"]),
  operation: operation.optional(),
  text: z.string(),
});

const failure = z.strictObject({
  kind: z.literal("failure"),
  /** Operation and cause: the same failure on another night is the same case. */
  id: z.string(),
  state: z.enum(["open", "gone"]),
  cause: z.enum(causes),
  step: z.int().min(1).max(7),
  operation: operation.optional(),
  text: z.string(),
  /** What the steps that failed saw. */
  evidence: z.array(z.string()),
});

const stamp = { at: z.iso.datetime(), vendor: z.string() };

/** One line of the ledger: what became of a finding or of a failure, and when (UTC, ISO 8601). */
export const entrySchema = z.discriminatedUnion("kind", [finding.extend(stamp), failure.extend(stamp)]);

export type Entry = z.output<typeof entrySchema>;
