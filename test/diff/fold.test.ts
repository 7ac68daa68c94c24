import { expect, test } from "vitest";
import { operationName } from "../../src/contract/operations.ts";
import type { Change } from "../../src/diff/change.ts";
import { compared } from "./brief.ts";
import { pairs } from "./pairs.ts";

interface Told {
  readonly reach: readonly string[];
  /** Of the shortest pointer. */
  readonly length: number;
}

test.each(pairs("rules"))(
  "$name says the same folded: each cause once, at its nearest place, with all that it reaches",
  (pair) => {
    const { base, revision, options } = pair;
    const folded = compared(base, revision, { ...options, fold: true }).changes;
    const told = folded.map((change) => [
      cause(change),
      { reach: names(change.reach ?? []), length: change.pointer.length },
    ]);
    expect(told.length).toBe(new Map(told as [string, Told][]).size);
    expect(Object.fromEntries(told)).toEqual(gathered(compared(base, revision, options).changes));
  },
);

/** What the places of each cause come to. */
function gathered(changes: readonly Change[]): Record<string, Told> {
  const causes = new Map<string, Change[]>();
  for (const change of changes) causes.set(cause(change), [...(causes.get(cause(change)) ?? []), change]);
  return Object.fromEntries(
    Array.from(causes, ([key, all]) => [
      key,
      {
        reach: names(all.flatMap(({ operation }) => operation ?? [])),
        length: Math.min(...all.map(({ pointer }) => pointer.length)),
      },
    ]),
  );
}

function cause({ root, rule, level }: Change): string {
  return `${level} ${rule} ${root}`;
}

function names(operations: readonly { readonly method: string; readonly path: string }[]): string[] {
  return [...new Set(operations.map(operationName))].sort();
}
