import type { Desk } from "../desk.ts";
import type { Ending } from "../publication.ts";
import { deferral } from "./setback.ts";

/** GitHub's primary limit is shared with everything else that this token does: some is left to the others. */
export function tooFewRequestsLeft({ github, note }: Desk): Ending | undefined {
  if ((github.remaining() ?? fewestRequests) >= fewestRequests) return undefined;
  note(deferral);
  return "deferred";
}

const fewestRequests = 50;
