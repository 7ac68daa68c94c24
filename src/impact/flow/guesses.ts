import type ts from "typescript";
import type { Known } from "./known.ts";

/** Values that are only known by a type of the team's: whose they are is guessed, after all that is certain was followed. */
export interface Guesses {
  /** Takes down by which name something of an operation's answer is read. What was guessed itself counts for nothing. */
  settle(name: ts.Node, known: Known): void;
  /** Whether what is read by a name comes from answers of other operations, and none of this one's. */
  isOfOthers(name: ts.Node, known: Known): boolean;
  /** Puts a guess off until all is followed that is certain. */
  later(guess: () => void): void;
  /** Makes the guesses, and those that come of them. */
  make(): void;
}

export function guesses(): Guesses {
  const owners = new Map<ts.Node, Set<string>>();
  const put: (() => void)[] = [];
  return {
    settle(name, known) {
      if (!known.isGuess) owners.set(name, (owners.get(name) ?? new Set()).add(ownerOf(known)));
    },
    isOfOthers: (name, known) => owners.get(name)?.has(ownerOf(known)) === false,
    later: (guess) => put.push(guess),
    make() {
      for (const guess of put) guess(); // what a guess adds to the list is made as well
    },
  };
}

function ownerOf({ operation: { method, path } }: Known): string {
  return `${method} ${path}`;
}
