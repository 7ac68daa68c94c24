import type { Operation } from "../contract/contract.ts";
import type { Mention } from "../contract/mentions.ts";
import { anonymous, operationName } from "../contract/operations.ts";
import { handsOver, takesPlace } from "../contract/successor-words.ts";
import type { Block } from "./blocks.ts";
import { endsIn, introducesEnds, listedFirst } from "./end-words.ts";
import type { Entry } from "./entry.ts";
import { type Home, namedBy } from "./named.ts";
import { markedIn, type Named, type Sentence, sentencesIn } from "./sentence.ts";

/** That an entry says of operations of a contract that they end. */
export interface Ending {
  readonly operations: readonly Operation[];
  /** What it names as what comes after them; it may be in no contract. */
  readonly after: readonly Mention[];
}

/** What an entry says ends. */
export function endingsIn({ blocks }: Pick<Entry, "blocks">, home: Home): Ending[] {
  const above = introductionsOf(blocks);
  const told = blocks.map((block, i) => tellingOf(block, above[i]));
  const ended = new Set(told.flatMap(({ ends }) => ends.flatMap(({ named }) => named.map(nameOf))));
  const everywhere = ended.size === 1 ? movesIn(told.flatMap(({ sentences }) => sentences)) : undefined;
  return told.flatMap(({ ends, sentences }) =>
    ends.flatMap(({ named, sentence }) => {
      const operations = distinct(named.filter(({ isClear }) => isClear).flatMap((one) => namedBy(one, home)));
      if (operations.length === 0) return [];
      const own = successorsIn(sentence);
      const after = own.length > 0 ? own : (everywhere ?? (ends.length === 1 ? movesIn(sentences) : []));
      return [{ operations, after: after.filter((one) => one.isClear && !ended.has(nameOf(one))) }];
    }),
  );
}

/** What sentences tell to move to. */
function movesIn(sentences: readonly Sentence[]): Named[] {
  const named = sentences.filter(isMove).flatMap(successorsIn);
  return [...new Map(named.map((one) => [nameOf(one), one])).values()];
}

function distinct(operations: readonly Operation[]): Operation[] {
  return [...new Map(operations.map((one) => [operationName(one), one])).values()];
}

interface Telling {
  readonly sentences: readonly Sentence[];
  readonly ends: readonly { readonly named: readonly Named[]; readonly sentence: Sentence }[];
}

/** Longer ones are seldom ones that a person wrote, and take the square of their length. */
const longestSentence = 500;

function tellingOf(block: Block, introduction: string | undefined): Telling {
  const sentences = sentencesIn(block).filter(({ text }) => text.length <= longestSentence);
  const isListed = block.kind === "item" && introduction !== undefined && introducesEnds(introduction);
  const ends = sentences.flatMap((sentence, i) => {
    const listed = isListed && i === 0 ? listedFirst(sentence) : undefined;
    const lists = listed === undefined ? endsIn(sentence) : [listed];
    const named = lists.flatMap((list) => markedIn(list, sentence));
    return named.length > 0 ? [{ named, sentence }] : [];
  });
  return { sentences, ends };
}

/** What stands above the list that each block is of: a heading, or a text with a colon at its end. */
export function introductionsOf(blocks: readonly Block[]): readonly (string | undefined)[] {
  let above: string | undefined;
  return blocks.map((block) => {
    if (block.kind !== "item") above = introduction(block);
    return above;
  });
}

function introduction({ kind, text }: Block): string | undefined {
  const isOne = kind === "heading" || text.endsWith(":");
  return isOne && text.length <= longestSentence ? text.split(/(?<=[.!?;])\s+/).at(-1) : undefined;
}

/** What a sentence says comes after something. */
function successorsIn(sentence: Sentence): Named[] {
  const { text } = sentence;
  const placed = takesPlace.exec(text);
  if (placed) return markedIn(text.slice(0, placed.index), sentence);
  const handed = handsOver.exec(text);
  if (!handed) return [];
  const [rest = ""] = text.slice(handed.index + handed[0].length).split(/\b(?:instead of|rather than|in place of)\b/i);
  return markedIn(rest, sentence);
}

/** Whether a sentence tells to move, and is no mere "use M to …". */
function isMove({ text }: Sentence): boolean {
  return /\binstead\b/i.test(text) || !/^(?:use|call|prefer)$/i.test(handsOver.exec(text)?.[0] ?? "use");
}

function nameOf({ method = "", path }: Mention): string {
  return anonymous(`${method} ${path}`);
}
