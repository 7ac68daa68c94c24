import { z } from "zod";
import { type Level, levels } from "../../config/level.ts";
import { count, flag, frame, hash, readLine, spliceLine, writeLine } from "../managed.ts";
import { type Found, kept } from "./found.ts";

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
  /** What it links to: the number of its pull request, or `branch` where there is only that. */
  pull: z
    .string()
    .regex(/^(\d{1,9}|branch)?$/)
    .default(""),
  /** Grows by one with each write; names the comment that goes with the write. */
  rev: count,
});

/** What an issue remembers between nights: `<!-- drift:v1 id=… … -->`, its first line. */
export type Marker = Readonly<z.output<typeof markerSchema>>;

/** The marker in a body, if there is one that says everything. */
export function readMarker(body: string): Marker | undefined {
  return markerSchema.safeParse(readLine(body)).data;
}

export function writeMarker(marker: Marker): string {
  return writeLine(marker);
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
  return frame([markdown.trim(), "", foundLine(found)].join("\n"));
}

/** The body with marker and block replaced, as `spliceLine` does it. */
export function splice(body: string, marker: Marker, block: string | undefined): string | undefined {
  return spliceLine(body, writeMarker(marker), block);
}

function foundLine(found: Found): string {
  const remembered = kept(found);
  const list = (level: Level) => `${level}=${remembered[level].join(".")}`;
  return `<!-- drift:found ${levels.map(list).join(" ")} -->`;
}
