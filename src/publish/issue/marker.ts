import { z } from "zod";
import { type Level, levels } from "../../config/level.ts";
import { type Found, kept } from "./found.ts";

const hash = z.string().regex(/^[0-9a-f]{12}$/);
const flag = z.enum(["yes", "no"]).transform((value) => value === "yes");
const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const markerSchema = z.object({
  /** Which item this is. */
  id: hash,
  /** Hash of the findings that it tells of. */
  set: hash,
  /** Hash of the managed block as it was rendered, leaving out what could not be checked. */
  render: hash,
  /** Hash of the title that we gave it: another title is a person's. */
  title: hash,
  /** As we left it. Where GitHub says otherwise, a person has closed or reopened it. */
  state: z.enum(["open", "closed"]),
  /** Date (UTC) of the first clean night in a row, and how many there were. */
  "clean-since": z.union([z.iso.date(), z.literal("")]),
  clean: count,
  /** Whether we once reopened it after a person closed it as completed: the next close is final. */
  reopened: flag,
  /** Whether the block was written on a night when something could not be checked. */
  partial: flag,
  /** Whether a person took the block apart: then the body is theirs. */
  detached: flag,
  /** Grows by one with each write; names the comment that goes with the write. */
  rev: count,
});

/** What an issue remembers between nights: `<!-- drift:v1 id=… … -->`, its first line. */
export type Marker = Readonly<z.output<typeof markerSchema>>;

/** The state of the managed block in a body. `broken`: more or fewer delimiters than one pair. */
export type BlockState = "whole" | "missing" | "broken";

const markerLine = /^<!-- drift:v1 (.*) -->[^\S\n]*$/m;
const begin = "<!-- drift:begin -->";
const end = "<!-- drift:end -->";

/** The marker in a body, if there is one that says everything. */
export function readMarker(body: string): Marker | undefined {
  const [, text = ""] = markerLine.exec(body) ?? [];
  const pairs = text.split(" ").map((pair) => pair.split("=", 2));
  return markerSchema.safeParse(Object.fromEntries(pairs)).data;
}

export function writeMarker(marker: Marker): string {
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

/** The findings that the block tells of, as `foundLine` wrote them; undefined where a person removed that line. */
export function readFound(body: string): Found | undefined {
  const [, breaking, warning, info] = /^<!-- drift:found breaking=(\S*) warning=(\S*) info=(\S*) -->/m.exec(body) ?? [];
  if (breaking === undefined || warning === undefined || info === undefined) return undefined;
  const list = (text: string) => text.split(".").filter((id) => id !== "");
  return { breaking: list(breaking), warning: list(warning), info: list(info) };
}

/** The managed block: what a person reads, and the findings it tells of for the next night. */
export function writeBlock(markdown: string, found: Found): string {
  return [begin, markdown.trim(), "", foundLine(found), end].join("\n");
}

/**
 * The body with marker and block replaced; everything else in it is a person's, and stays to the letter. What was
 * removed whole comes back on top. Undefined where the block is broken and a new one was to be put in.
 */
export function splice(body: string, marker: Marker, block: string | undefined): string | undefined {
  const state = blockState(body);
  if (block !== undefined && state === "broken") return undefined;
  const line = writeMarker(marker);
  const marked = markerLine.test(body) ? body.replace(markerLine, () => line) : `${line}\n${body}`;
  if (block === undefined) return marked;
  if (state === "missing") return marked.replace(line, () => `${line}\n${block}\n`);
  return marked.slice(0, marked.indexOf(begin)) + block + marked.slice(marked.indexOf(end) + end.length);
}

/** How much of a body is not ours, in code points. */
export function foreignLength(body: string): number {
  const ours = new RegExp(`${begin}[\\s\\S]*${end}`);
  return [...body.replace(markerLine, "").replace(ours, "")].length;
}

function foundLine(found: Found): string {
  const remembered = kept(found);
  const list = (level: Level) => `${level}=${remembered[level].join(".")}`;
  return `<!-- drift:found ${levels.map(list).join(" ")} -->`;
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
