import { type Mention, mentionsIn } from "../contract/mentions.ts";
import { sentencesOf } from "../contract/successor-words.ts";
import type { Block } from "./blocks.ts";

/** A sentence in which a mark stands for each operation that it names, so that patterns can speak of them. */
export interface Sentence {
  readonly kind: Block["kind"];
  readonly text: string;
  /** By the numbers in their marks. */
  readonly mentions: readonly Named[];
}

/** How a text names an operation. */
export interface Named extends Mention {
  /** Whether there is no doubt that it is one: with a method, as a URL, or alone in code where no method is near. */
  readonly isClear: boolean;
}

/** A pattern of one mark, with its number. */
export const mark = "\uE000\\d+\uE001";

/** The sentences of a block. Their mentions are numbered through. */
export function sentencesIn({ kind, text: written }: Block): Sentence[] {
  const plain = written.replace(/[\uE000\uE001]/g, " ");
  const found = mentionsIn(plain);
  const text = withMarks(plain, found);
  const hasMethod = /\b(?:GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE)\b/.test(text);
  const mentions = found.map((mention) => ({
    ...mention,
    isClear: mention.method !== undefined || (!hasMethod && (mention.origin !== undefined || isCode(mention, plain))),
  }));
  return sentencesOf(text).map((sentence) => ({ kind, text: sentence, mentions }));
}

/** Quotes, brackets and emphasis around a name are no part of the sentence. */
function withMarks(plain: string, mentions: readonly Mention[]): string {
  let text = "";
  let at = 0;
  for (const [i, { start, end }] of mentions.entries()) {
    text += `${plain.slice(at, start)}\uE000${i}\uE001`;
    at = end;
  }
  return (text + plain.slice(at)).replace(new RegExp(`[\`*"“”]{0,4}(${mark})[\`*"“”]{0,4}`, "g"), "$1");
}

function isCode({ start, end }: Mention, plain: string): boolean {
  return plain[start - 1] === "`" && plain[end] === "`";
}

/** The mentions of a part of a sentence, in their order. */
export function markedIn(part: string, { mentions }: Pick<Sentence, "mentions">): Named[] {
  return [...part.matchAll(/\uE000(\d+)\uE001/g)].flatMap(([, number]) => mentions[Number(number)] ?? []);
}
