import { fact } from "./fact.ts";

/** How long the vendor takes until its answer begins, in steps of half an order of magnitude. */
export const latency = fact({
  name: "latency",
  of: "operation",
  needs: 20, // fewer may all have met a bad moment
  rules: [
    {
      id: "protocol-latency-rose",
      level: "info",
      text: "Every answer takes at least ten times as long as any did when the contract was pinned.",
      todo: "Look at your timeouts, then ask the vendor.",
      example: "answers that took 80 ms take 2 s: a page that waits for five of them times out.",
    },
  ],
  read({ status, connection }) {
    const waited = connection?.phases.headers;
    return status >= 400 || waited === undefined ? undefined : [step(waited)];
  },
  tell({ before, now }) {
    const slowest = Math.max(...before.map(indexOf));
    const fastest = Math.min(...now.map(indexOf));
    if (fastest - slowest < tenfold) return undefined;
    const text = `every answer takes more than ten times as long as the slowest did, which took ${steps[slowest]}`;
    return { rule: "protocol-latency-rose", text, same: [] };
  },
});

/** Upper bounds in milliseconds. */
const bounds = [3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000] as const;
const steps = [...bounds.map((bound) => `under ${bound} ms`), `over ${bounds.at(-1)} ms`];

/** Two values are more than ten times apart for certain when there are two whole steps between theirs. */
const tenfold = 3;

function step(ms: number): string {
  const found = bounds.findIndex((bound) => ms < bound);
  return steps.at(found) ?? "";
}

function indexOf(name: string): number {
  return steps.indexOf(name);
}
