import LinkHeader from "http-link-header";

/** Where a Link header says that something is which relates so to the answer itself; nothing where it cannot be read. */
export function targets(header: string | undefined, relation: string): string[] {
  return references(header).flatMap(({ rel, uri, anchor }) =>
    anchor === undefined && rel.toLowerCase().split(/\s+/).includes(relation) ? [uri] : [],
  );
}

/** The relation types of a Link header (RFC 8288), in lower case; none where it cannot be read. */
export function relations(header: string | undefined): string[] {
  return references(header).flatMap(({ rel }) => rel.toLowerCase().split(/\s+/));
}

function references(header: string | undefined): LinkHeader.Reference[] {
  try {
    return LinkHeader.parse(header ?? "").refs;
  } catch {
    return []; // the library throws plain errors, and only for what it cannot read
  }
}
