import type { Block } from "./blocks.ts";

/** What a vendor announced, as reports show it. */
export interface Announcement {
  /** One line, short. It is the vendor's text. */
  readonly title: string;
  /** The day of its publication (UTC): `2026-01-31`. */
  readonly date: string;
  /** https only; absent where the feed names no such address. */
  readonly url?: string;
}

/** An entry of a feed. */
export interface Entry {
  readonly announcement: Announcement;
  /** Milliseconds since 1970 of its publication. */
  readonly time: number;
  /** Its title first. */
  readonly blocks: readonly Block[];
}
