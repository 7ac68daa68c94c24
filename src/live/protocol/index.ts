import type { Fact, Seen } from "./fact.ts";
import { facts } from "./facts.ts";
import type { Protocol } from "./protocol.ts";

/**
 * Reads every fact that an answer tells: no values, and nothing that changes from night to night by itself.
 * @param redact takes secrets out of a text: a vendor may repeat them anywhere
 */
export function protocolOf(seen: Seen, redact: (text: string) => string): Protocol {
  return Object.fromEntries(
    facts.flatMap(({ name, of, needs, read }: Fact): [string, string[]][] => {
      const isOfAnotherServer = seen.isStandIn && (of === "server" || needs !== undefined);
      const words = isOfAnotherServer ? undefined : read(seen);
      return words ? [[name, words.slice(0, mostWords).map((word) => safe(word, redact))]] : [];
    }),
  );
}

/** More words than this describe nothing. */
const mostWords = 24;
const longestWord = 80;

function safe(word: string, redact: (text: string) => string): string {
  return word.length > longestWord || redact(word) !== word ? "other" : word.replaceAll(/[,\s]+/g, " ");
}
