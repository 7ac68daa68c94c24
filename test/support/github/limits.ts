import { type Reply, refused } from "./replies.ts";
import type { State } from "./state.ts";

/** Refuses what comes too fast. */
export function limited(state: State, writes: boolean): Reply | undefined {
  if (state.remaining <= 0) return refused(403, "API rate limit exceeded for installation.", primaryHeaders(state));
  const { contentWrites } = state;
  if (!contentWrites || !writes) return undefined;
  const now = Date.parse(state.now);
  const waits = secondary.map(({ most, withinMs }) => {
    const full = contentWrites.filter((at) => at > now - withinMs).at(-most);
    return full === undefined ? 0 : Math.ceil((full + withinMs - now) / 1_000);
  });
  const wait = Math.max(...waits);
  if (wait > 0) return refused(403, tooFast, { "retry-after": String(wait) });
  contentWrites.push(now);
  return undefined;
}

/** GitHub counts by the hour; this one until the next full hour. */
export function primaryHeaders({ remaining, now }: State): Record<string, string> {
  return {
    "x-ratelimit-limit": "1000",
    "x-ratelimit-remaining": String(Math.max(0, remaining)),
    "x-ratelimit-reset": String((Math.floor(Date.parse(now) / hourMs) + 1) * (hourMs / 1_000)),
  };
}

const hourMs = 3_600_000;

/** @see https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const secondary = [
  { most: 80, withinMs: 60_000 },
  { most: 500, withinMs: hourMs },
];

const tooFast = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
