import type ts from "typescript";
import type { Body } from "../../../impact/bodies.ts";
import { isJavaScript } from "../../../impact/project/types.ts";
import type { Use } from "../../../impact/use.ts";
import { applied } from "../../edits.ts";
import { editOf } from "../../reading.ts";
import { indentOf, isIdentifier, memberName, newline, quote, semicolon } from "../../style.ts";
import type { Edit } from "../../suggestion.ts";
import type { Next, Paging } from "../paging.ts";
import { withCursor } from "./address.ts";
import { type Asking, askingFor } from "./asking.ts";

/** How a list comes in pages, where one leads to the next. */
export type Leading = Paging & { readonly next: Next };

/**
 * Repeats a request, and the reading of its answer, until there is no next page. Undefined where that is more than a few
 * statements in a row, or other code depends on them.
 * @param calls where the code names the address of the operation
 */
export function pageLoop(body: Body, paging: Leading, calls: readonly Use[]): Edit | undefined {
  const asking = askingFor(body, calls);
  const names = asking && namesIn(asking, paging.next);
  const again = asking && names && repeated(asking, names.cursor, paging.next);
  if (!again) return undefined;
  const [start, end] = [asking.first.getStart(), asking.last.getEnd()];
  return editOf(body, { start, end, text: loop(asking, names, paging, again) });
}

/** Names that the loop adds, and that the code around it does not know. */
interface Names {
  readonly list: string;
  readonly page: string;
  readonly cursor: string;
}

function namesIn({ first, name }: Asking, { parameter }: Next): Names | undefined {
  const text = first.parent.getText();
  const unused = (...names: readonly string[]) => names.find((one) => !new RegExp(`\\b${one}\\b`).test(text));
  const list = name?.text ?? unused("all", "items");
  const page = unused("page", "answer", "onePage");
  const cursor =
    parameter === undefined ? unused("url", "address", "pageUrl") : unused("cursor", "after", "nextCursor");
  return list && page && cursor ? { list, page, cursor } : undefined;
}

/** How the same is asked for again: by an address with the cursor in it, or by one that the page before names. */
type Repeated =
  | { readonly kind: "cursor"; readonly address: string }
  | { readonly kind: "address"; readonly address: string; readonly first: string };

function repeated({ address, ts }: Asking, cursor: string, { parameter }: Next): Repeated | undefined {
  const text = address.getText();
  const empty = quote("", address.getSourceFile(), ts);
  if (parameter !== undefined) return { kind: "cursor", address: withCursor(text, parameter, cursor, empty) };
  return /^.https?:/.test(text) ? { kind: "address", address: cursor, first: text } : undefined;
}

function loop(asking: Asking, { list, page, cursor }: Names, { items, next }: Leading, again: Repeated): string {
  const { first, last, value, type, name } = asking;
  const source = first.getSourceFile();
  const [line, end, indent] = [newline(source), semicolon(source), indentOf(first)];
  const empty = quote("", source, asking.ts);
  const isTyped = !isJavaScript(source);
  const listed = type?.getText() ?? "any[]";
  const follows = `${next.type} | null`;
  const ofPage = `{ ${named(items)}: ${listed}; ${named(next.member)}?: ${follows} }`;
  const [before, kept] = [between(first.getStart(), last.getStart()).trimEnd(), between(value.getStart(), value.end)];
  const inside = [
    ...(before === "" ? [] : [before]),
    `const ${page} = ${isTyped && !isInside(type, first.pos, last.end) ? `(${kept}) as ${ofPage}` : kept}${end}`,
    `${list}.push(...${read(items)})${end}`,
    `${cursor} = ${read(next.member)}${isTyped || again.kind === "cursor" ? "" : ` ?? ${empty}`}${end}`,
  ];
  const deeper = indent.includes("\t") ? "\t" : "  ";
  const start = again.kind === "address" ? ` = ${again.first}` : "";
  const [head, foot] = again.kind === "address" ? [`while (${cursor}) {`, "}"] : ["do {", `} while (${cursor})${end}`];
  return [
    `const ${list}${isTyped ? `: ${listed}` : ""} = []${end}`,
    `let ${cursor}${isTyped ? `: ${follows} | undefined` : ""}${start}${end}`,
    head,
    ...inside.map((text) => deeper + text.replaceAll("\n", `\n${deeper}`)),
    foot,
    ...(name ? [] : [`return ${list}${end}`]),
  ].join(line + indent);

  /** What the code says there, asking for the page that is due and told what a page is. */
  function between(from: number, to: number): string {
    const edits = [
      { node: asking.address, text: again.address },
      ...(type && isTyped ? [{ node: type, text: ofPage }] : []),
    ].filter(({ node }) => isInside(node, from, to));
    const moved = edits.map(({ node, text }) => ({
      file: "",
      start: node.getStart() - from,
      end: node.end - from,
      text,
    }));
    return applied(source.text.slice(from, to), moved);
  }

  function read(member: string): string {
    return isIdentifier(member) ? `${page}.${member}` : `${page}[${named(member)}]`;
  }

  function named(member: string): string {
    return memberName(member, source, asking.ts);
  }
}

function isInside(node: ts.Node | undefined, from: number, to: number): boolean {
  return node !== undefined && node.getStart() >= from && node.end <= to;
}
