import type { Parser } from "htmlparser2";

/** A paragraph, a heading, or an item of a list, with code in backticks and white space as one space. */
export interface Block {
  readonly kind: "text" | "heading" | "item";
  readonly text: string;
}

/** The blocks of an entry's text, which is HTML, or plain text that may be Markdown. Nothing of it is ever evaluated. */
export async function blocksOf(text: string): Promise<Block[]> {
  const some = text.slice(0, longest);
  return /<[a-z!/]/i.test(some) ? ofHtml(some) : paragraphsIn(some).flatMap(ofPlain);
}

/** In UTF-16 code units. Longer ones are read as far as that. */
const longest = 100_000;

/** Lines of one paragraph in one, as Markdown has it; a heading or an item begins another. */
function paragraphsIn(text: string): string[] {
  return text.split(/\n\s*\n/).flatMap((part) => part.split(/\n(?=\s*(?:#{1,6}|[-*+•]|\d{1,3}[.)])\s)/));
}

const marked = /^\s*(?:#{1,6}|[-*+•]|\d{1,3}[.)])\s/;

function ofPlain(line: string): Block[] {
  const mark = marked.exec(line)?.[0];
  const kind = mark === undefined ? "text" : mark.trim().startsWith("#") ? "heading" : "item";
  return block(kind, line.slice(mark?.length ?? 0));
}

function block(kind: Block["kind"], text: string): Block[] {
  const plain = text.replace(/\s+/g, " ").trim();
  return plain === "" ? [] : [{ kind, text: plain }];
}

async function ofHtml(html: string): Promise<Block[]> {
  const { Parser } = await import("htmlparser2");
  const reader = reading();
  const parser: Parser = new Parser(reader.handler);
  parser.end(html);
  return reader.blocks();
}

/** Gathers text between tags that end a block. */
function reading() {
  const blocks: Block[] = [];
  let kind: Block["kind"] = "text";
  let text = "";
  let unseen = 0;
  const flush = (next: Block["kind"]) => {
    blocks.push(...block(kind, text));
    [kind, text] = [next, ""];
  };
  const handler = {
    onopentag(name: string) {
      if (isUnseen.test(name)) unseen += 1;
      if (/^(code|tt|kbd)$/.test(name)) text += " `";
      if (isBlock.test(name)) flush(kindOf(name, kind));
    },
    ontext(data: string) {
      if (unseen === 0) text += data.replaceAll("`", "");
    },
    onclosetag(name: string) {
      if (isUnseen.test(name)) unseen -= 1;
      if (/^(code|tt|kbd)$/.test(name)) text = text.endsWith(" `") ? text.slice(0, -2) : `${text}\` `;
      if (isBlock.test(name) && name !== "br") flush("text");
    },
  };
  return {
    handler,
    blocks: () => {
      flush("text");
      return blocks;
    },
  };
}

const isUnseen = /^(script|style|template|noscript|title)$/;
const isBlock =
  /^(p|div|br|hr|h[1-6]|ul|ol|li|dl|dt|dd|pre|blockquote|table|tr|td|th|section|article|header|footer|figure)$/;

/** A paragraph of an item is of the item. */
function kindOf(name: string, around: Block["kind"]): Block["kind"] {
  if (/^h[1-6]$/.test(name)) return "heading";
  if (name === "li") return "item";
  return name === "p" && around === "item" ? "item" : "text";
}
