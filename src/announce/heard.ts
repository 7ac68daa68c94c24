import type { Operation } from "../contract/contract.ts";
import { isSameOperation } from "../drift/operation.ts";
import { type Ending, endingsIn, introductionsOf } from "./endings.ts";
import type { Announcement, Entry } from "./entry.ts";
import { type Home, namedBy } from "./named.ts";
import { type Sentence, sentencesIn } from "./sentence.ts";

/** An entry that names operations of a contract. */
export interface Heard {
  readonly announcement: Announcement;
  /** Milliseconds since 1970 of its publication. */
  readonly time: number;
  readonly endings: readonly Ending[];
  /** All of them; those of a list's items begin with what introduces the list. */
  readonly sentences: readonly Sentence[];
  /** Operations that each of its mentions names: what it speaks of where it does not name it again. */
  readonly subject: readonly Operation[];
}

/** Undefined where an entry names no operation of the contract. */
export function heardOf(entry: Entry, home: Home): Heard | undefined {
  const { announcement, time, blocks } = entry;
  const mentions = blocks.flatMap((block) => sentencesIn(block)[0]?.mentions ?? []);
  const named = mentions.map((mention) => (mention.isClear ? namedBy(mention, home) : []));
  if (named.every((operations) => operations.length === 0)) return undefined;
  const [first = [], ...others] = named;
  const above = introductionsOf(blocks);
  return {
    announcement,
    time,
    endings: endingsIn(entry, home),
    sentences: blocks.flatMap(({ kind, text }, i) =>
      sentencesIn({ kind, text: kind === "item" ? `${above[i] ?? ""} ${text}` : text }),
    ),
    subject: first.filter((one) => others.every((some) => some.some((other) => isSameOperation(one, other)))),
  };
}
