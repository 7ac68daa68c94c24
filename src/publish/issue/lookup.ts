import type { Item } from "./observe.ts";

/** The issue of one item, and further open ones that an overlapping run may have left. */
export interface Lookup {
  readonly item: Item | undefined;
  readonly duplicates: readonly Item[];
}

/**
 * Finds an item's issue by its marker: the open one with the lowest number, else the closed one. Where a person removed
 * the marker, by the exact title.
 */
export function lookup(items: readonly Item[], { id, title }: { readonly id: string; readonly title: string }): Lookup {
  const marked = items.filter(({ marker }) => marker?.id === id);
  const titled = items.filter((item) => item.marker === undefined && item.title === title);
  const item = first(marked) ?? first(titled);
  return { item, duplicates: marked.filter((other) => other.open && other !== item) };
}

function first(items: readonly Item[]): Item | undefined {
  return items.find(({ open }) => open) ?? items[0];
}
