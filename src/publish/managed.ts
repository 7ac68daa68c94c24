import { z } from "zod";

/** What markers are made of. */
export const hash = z.string().regex(/^[0-9a-f]{12}$/);
export const flag = z.enum(["yes", "no"]).transform((value) => value === "yes");
export const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** The state of the managed block in a body. `broken`: more or fewer delimiters than one pair. */
export type BlockState = "whole" | "missing" | "broken";

const markerLine = /^<!-- drift:v1 (.*) -->[^\S\n]*$/m;
const begin = "<!-- drift:begin -->";
const end = "<!-- drift:end -->";

/** What the marker line in a body says, by name; empty where there is none. */
export function readLine(body: string): Record<string, string | undefined> {
  const [, text = ""] = markerLine.exec(body) ?? [];
  return Object.fromEntries(text.split(" ").map((pair) => pair.split("=", 2)));
}

/** The marker line: the first line of a body, `<!-- drift:v1 id=… … -->`. */
export function writeLine(marker: Readonly<Record<string, string | number | boolean>>): string {
  const said = Object.entries(marker).map(
    ([name, value]) => `${name}=${typeof value === "boolean" ? yesNo(value) : value}`,
  );
  return `<!-- drift:v1 ${said.join(" ")} -->`;
}

/** Whether the block can be replaced without touching anything else. */
export function blockState(body: string): BlockState {
  const [begins, ends] = [occurrences(body, begin), occurrences(body, end)];
  if (begins === 0 && ends === 0) return "missing";
  return begins === 1 && ends === 1 && body.indexOf(begin) < body.indexOf(end) ? "whole" : "broken";
}

/** The managed block: what is between the delimiters, with them. */
export function frame(text: string): string {
  return [begin, text, end].join("\n");
}

/** A block with one more paragraph on top. */
export function insert(block: string, paragraph: string): string {
  return block.replace(begin, () => `${begin}\n${paragraph}\n`);
}

/**
 * The body with marker line and block replaced; everything else in it is a person's, and stays to the letter. What was
 * removed whole comes back on top. Undefined where the block is broken and a new one was to be put in.
 */
export function spliceLine(body: string, line: string, block: string | undefined): string | undefined {
  const state = blockState(body);
  if (block !== undefined && state === "broken") return undefined;
  const marked = markerLine.test(body) ? body.replace(markerLine, () => line) : `${line}\n${body}`;
  if (block === undefined) return marked;
  if (state === "missing") return marked.replace(line, () => `${line}\n${block}\n`);
  return marked.slice(0, marked.indexOf(begin)) + block + marked.slice(marked.indexOf(end) + end.length);
}

/** Code points of a body that we use; GitHub refuses more than 65,536. */
export const bodyBudget = 60_000;

/** Code points that our block may have in a body. GitHub counts what a person wrote, too. */
export function blockBudget(body: string): number {
  return Math.min(bodyBudget, 65_000 - foreignLength(body));
}

/** How much of a body is not ours, in code points. */
function foreignLength(body: string): number {
  const ours = new RegExp(`${begin}[\\s\\S]*${end}`);
  return [...body.replace(markerLine, "").replace(ours, "")].length;
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
