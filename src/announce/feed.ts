import { CouldNotCheckError } from "../errors.ts";
import { get, type Wanted } from "../source/http.ts";
import type { FetchContext } from "../source/source.ts";
import { entryOf, rawEntries } from "./entries.ts";
import type { Entry } from "./entry.ts";

const feed: Wanted = {
  noun: "feed",
  accept: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
  bytesLimit: 5 * 1024 * 1024,
};

/** Of a feed that holds more, the first ones are read: those are the newest. */
const entriesLimit = 1_000;

/** From when to when entries speak, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The entries of an Atom, RSS or JSON feed, or of a repository's releases on GitHub, that were published in the span.
 * @throws CouldNotCheckError (DP4401 for what is no feed)
 */
export async function readFeed(reference: string, span: Span, context: FetchContext): Promise<Entry[]> {
  const answer = await get({ url: addressOf(reference), wanted: feed }, context);
  const { place, status, headers, bytes } = answer;
  if (status !== 200) throw refused(answer);
  const type = String(headers["content-type"] ?? "");
  const text = decoded(bytes, type);
  if (/^\s*(<!--.*?-->\s*)*<(!doctype html|html)/is.test(text.slice(0, 1_000))) throw webPage(text, answer);
  return entriesIn(text, { place, base: answer.url.href }, span);
}

/** Where a feed was found: what people call it, and what its links may be relative to. */
interface Found {
  readonly place: string;
  readonly base: string;
}

/**
 * The entries of a feed that were published in the span. Entities that it defines itself stay as they are written.
 * @throws CouldNotCheckError (DP4401) for what is no feed
 */
export async function entriesIn(text: string, { place, base }: Found, span: Span): Promise<Entry[]> {
  const { parseFeed } = await import("feedsmith");
  const parsed = told(() => rawEntries(parseFeed(text, { maxItems: entriesLimit })), place);
  return Promise.all(parsed.filter(({ time }) => isWithin(time, span)).map((raw) => entryOf(raw, base)));
}

/** GitHub has a feed beside the page of a repository's releases. */
function addressOf(reference: string): URL {
  const url = new URL(reference);
  const { host, pathname } = url;
  const isReleases = host === "github.com" && /^\/[\w.-]+\/[\w.-]+\/releases\/?$/.test(pathname);
  return isReleases ? new URL(`${pathname.replace(/\/$/, "")}.atom`, url) : url;
}

/** As the header or the XML says; UTF-8 if neither does. A wrong byte is no reason to know nothing. */
function decoded(bytes: Buffer, type: string): string {
  const [, said] = /charset=["']?([\w-]+)/i.exec(type) ?? [];
  const [, written] = /^\s*<\?xml[^>]{0,200}\bencoding=["']([\w-]+)/.exec(bytes.toString("latin1", 0, 300)) ?? [];
  try {
    return new TextDecoder(said ?? written ?? "utf-8").decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new TextDecoder().decode(bytes); // a name that no encoding has
  }
}

/** An entry without a date does not speak: it may be of any age. */
function isWithin(time: number | undefined, { from, to }: Span): boolean {
  return time !== undefined && time >= from && time <= to;
}

/** What the reader of feeds throws is about the feed. */
function told<T>(read: () => T, place: string): T {
  try {
    return read();
  } catch (cause) {
    throw new CouldNotCheckError("DP4401", {
      what: "this is no feed that can be read",
      where: { file: place },
      todo: "name the URL of an Atom, RSS or JSON feed, or of a repository's releases on github.com",
      cause,
    });
  }
}

function refused({ status, url: { host }, place }: Awaited<ReturnType<typeof get>>): CouldNotCheckError {
  const isForNow = status >= 500 || status === 429;
  return new CouldNotCheckError("DP4402", {
    what: isForNow ? `${host} cannot answer now (${status})` : `${host} did not give the feed (${status})`,
    where: { file: place },
    todo: isForNow ? "try again later" : "look for the feed's new URL, or take it out of announcements",
  });
}

/** Pages say where their feed is. */
function webPage(text: string, { url, place }: Awaited<ReturnType<typeof get>>): CouldNotCheckError {
  const links = text.slice(0, 100_000).match(/<link\b[^>]{0,500}>/gi) ?? [];
  const found = links.find((link) => /\btype=["']?application\/(atom\+xml|rss\+xml|feed\+json)/i.test(link));
  const [, href = ""] = /\bhref=["']?([^"'\s>]{1,300})/i.exec(found ?? "") ?? [];
  const named = href !== "" && URL.canParse(href, url.href) ? new URL(href, url.href).href : undefined;
  return new CouldNotCheckError("DP4401", {
    what: "this is a web page, not a feed",
    where: { file: place },
    todo: named ? `name its feed instead: ${named}` : "look on it for its feed (Atom, RSS or JSON), and name that",
  });
}
