import { type Found, nothing, setHash, shortHash } from "./found.ts";
import type { Marker } from "./marker.ts";
import type { Item } from "./observe.ts";

/** What an issue tells of the nights before. */
export interface Remembered {
  readonly marker: Marker;
  /** The findings it told of; undefined where a person removed them. */
  readonly found: Found | undefined;
  /** Whether the marker had to be made up: a person removed it. */
  readonly adopted: boolean;
}

/** Reads it from the issue, or makes it up from what is left. */
export function remembered(item: Item, id: string): Remembered {
  const adopted = item.marker === undefined;
  const marker = item.marker ?? { ...firstMarker(id, item.title), set: setHash(item.found ?? nothing) };
  return { marker, found: item.found, adopted };
}

/** The marker of an issue that nothing is known of yet. */
export function firstMarker(id: string, title: string): Marker {
  return {
    id,
    set: setHash(nothing),
    render: shortHash(""),
    title: shortHash(title),
    state: "open",
    "clean-since": "",
    clean: 0,
    reopened: false,
    partial: false,
    detached: false,
    pull: "",
    rev: 0,
  };
}
