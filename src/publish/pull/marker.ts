import { z } from "zod";
import { count, flag, hash, readLine, spliceLine, writeLine } from "../managed.ts";

const identity = z.string().regex(/^[\w.-]{1,64}$/);

const markerSchema = z.object({
  /** Which item this is: the same as that of its issue. */
  id: hash,
  kind: z.literal("pull"),
  /** `Proposal.identity` of what it holds: what a person refuses who closes it. */
  tree: identity,
  /** `Proposal.contract` of what it holds. */
  contract: identity,
  /** Hash of the managed block, leaving out what changes while its meaning does not. */
  render: hash,
  /** Hash of the title that we gave it: another title is a person's. */
  title: hash,
  /** Whether we made it a draft. Where GitHub says otherwise, a person has changed that. */
  draft: flag,
  /** As we left it; `settled` where its content came to the base branch in another way. */
  state: z.enum(["open", "closed", "settled"]),
  /** What was said once and is not to be said again: that a person's commits keep us off, that it is no longer needed. */
  said: z.enum(["", "edited", "left"]),
  /** Whether a person took the block apart: then the body is theirs. */
  detached: flag,
  /** Grows by one with each write; names the comment that goes with the write. */
  rev: count,
});

/** What a pull request remembers between nights, in the first line of its body. */
export type PullMarker = Readonly<z.output<typeof markerSchema>>;

/** The marker in a body, if there is one that says everything. */
export function readMarker(body: string): PullMarker | undefined {
  return markerSchema.safeParse(readLine(body)).data;
}

export function writeMarker(marker: PullMarker): string {
  return writeLine(marker);
}

/** The body with marker and block replaced, as `spliceLine` does it. */
export function splice(body: string, marker: PullMarker, block: string | undefined): string | undefined {
  return spliceLine(body, writeMarker(marker), block);
}
