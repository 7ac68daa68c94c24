import type { parseFeed } from "feedsmith";
import { day, parseTime } from "../live/transport/time.ts";
import { blocksOf } from "./blocks.ts";
import type { Entry } from "./entry.ts";

/** An entry as its feed has it. */
export interface RawEntry {
  readonly title: string;
  readonly text: string;
  /** Milliseconds since 1970 of its publication; undefined where it does not tell. */
  readonly time: number | undefined;
  readonly link: string | undefined;
}

type Feed = ReturnType<typeof parseFeed<string>>;

/** The entries of a feed, whatever its format. What is not there is empty. */
export function rawEntries({ format, feed }: Feed): RawEntry[] {
  switch (format) {
    case "atom":
      return (feed.entries ?? []).map(({ title, content, summary, published, updated, links = [] }) => ({
        title: title?.value ?? "",
        text: content?.value ?? summary?.value ?? "",
        time: parseTime(published ?? updated ?? ""),
        link: links.find(({ rel = "alternate" }) => rel === "alternate")?.href,
      }));
    case "json":
      return (feed.items ?? []).map(({ title, content_html, content_text, summary, date_published, url }) => ({
        title: title ?? "",
        text: content_html ?? content_text ?? summary ?? "",
        time: parseTime(date_published ?? ""),
        link: url,
      }));
    case "rdf":
      return (feed.items ?? []).map(({ title, content, description, dc, link }) => ({
        title: title ?? "",
        text: content?.encoded ?? description ?? "",
        time: parseTime(dc?.dates?.[0] ?? ""),
        link,
      }));
    case "rss":
      return (feed.items ?? []).map(({ title, content, description, pubDate, dc, link }) => ({
        title: title ?? "",
        text: content?.encoded ?? description ?? "",
        time: parseTime(pubDate ?? dc?.dates?.[0] ?? ""),
        link,
      }));
  }
}

/**
 * An entry, read.
 * @param base what its link may be relative to
 */
export async function entryOf({ title, text, time = 0, link }: RawEntry, base: string): Promise<Entry> {
  const head = (await blocksOf(title)).map((block) => block.text).join(" ");
  const url = addressOf(link, base);
  const announcement = { title: shown(head), date: day(time), ...(url !== undefined && { url }) };
  const blocks = await blocksOf(text);
  return { announcement, time, blocks: [{ kind: "heading", text: head }, ...blocks] };
}

/** Longer titles are cut: they stand beside findings. */
const longestTitle = 150;

function shown(title: string): string {
  const characters = Array.from(
    title
      .replaceAll("`", "")
      .replace(/[\p{C}\s]+/gu, " ")
      .trim(),
  );
  if (characters.length === 0) return "an entry without a title";
  return characters.length <= longestTitle ? characters.join("") : `${characters.slice(0, longestTitle - 1).join("")}…`;
}

/** Only what a person can open safely. */
function addressOf(link: string | undefined, base: string): string | undefined {
  if (link === undefined || !URL.canParse(link.trim(), base)) return undefined;
  const { protocol, username, password, href } = new URL(link.trim(), base);
  return protocol === "https:" && username + password === "" && href.length <= longestAddress ? href : undefined;
}

const longestAddress = 1_000;
