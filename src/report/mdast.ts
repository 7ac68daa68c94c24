import type { BlockContent, PhrasingContent, RootContent, TableRow, Root as Tree } from "mdast";
import { gfmToMarkdown } from "mdast-util-gfm";
import { toMarkdown } from "mdast-util-to-markdown";
import { neutralise, neutraliseCode, oneLine } from "./neutralise.ts";

/** Our own words, as they are. */
export function words(value: string): PhrasingContent {
  return { type: "text", value };
}

/** Text from a report, which may quote a vendor: shown, never interpreted; cut at a number of code points. */
export function quoted(value: string, limit = 1_000): PhrasingContent {
  return words(neutralise(shorten(value, limit)));
}

/** A code span of text from a report: one line, and copyable. */
export function code(value: string, limit = 500): PhrasingContent {
  return { type: "inlineCode", value: neutraliseCode(oneLine(shorten(value, limit))) };
}

export function strong(...children: readonly PhrasingContent[]): PhrasingContent {
  return { type: "strong", children: [...children] };
}

export function heading(depth: 2 | 3, ...children: readonly PhrasingContent[]): RootContent {
  return { type: "heading", depth, children: [...children] };
}

export function paragraph(...children: readonly PhrasingContent[]): BlockContent {
  return { type: "paragraph", children: [...children] };
}

export function list(items: readonly (readonly PhrasingContent[])[]): BlockContent {
  const children = items.map((item) => ({ type: "listItem" as const, spread: false, children: [paragraph(...item)] }));
  return { type: "list", ordered: false, spread: false, children };
}

/** A fenced block; the fence is longer than any run of backticks inside. */
export function fence(lang: string, value: string): BlockContent {
  return { type: "code", lang, value: neutraliseCode(value).trimEnd() };
}

export function table(
  head: readonly string[],
  rows: readonly (readonly (readonly PhrasingContent[])[])[],
): BlockContent {
  return { type: "table", children: [head.map((name) => [words(name)]), ...rows].map(tableRow) };
}

/** A block that opens on a click. Its blank lines make GitHub read Markdown inside. */
export function details(summary: string, blocks: readonly RootContent[]): RootContent[] {
  const html = (value: string): RootContent => ({ type: "html", value });
  return [html(`<details>\n<summary>${escapeHtml(neutralise(summary))}</summary>`), ...blocks, html("</details>")];
}

/** The blocks as GitHub-flavoured Markdown, without a line break at the end. */
export function serialise(blocks: readonly RootContent[]): string {
  const tree: Tree = { type: "root", children: [...blocks] };
  return toMarkdown(tree, { bullet: "-", extensions: [gfmToMarkdown({ tablePipeAlign: false })] }).trimEnd();
}

/** Puts a separator between things. */
export function between<Item>(items: readonly Item[], separator: Item): Item[] {
  return items.flatMap((item, i) => (i === 0 ? [item] : [separator, item]));
}

function tableRow(cells: readonly (readonly PhrasingContent[])[]): TableRow {
  return { type: "tableRow", children: cells.map((children) => ({ type: "tableCell", children: [...children] })) };
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function shorten(value: string, limit: number): string {
  if (value.length <= limit) return value;
  const characters = Array.from(value);
  return characters.length <= limit ? value : `${characters.slice(0, limit - 1).join("")}…`;
}
