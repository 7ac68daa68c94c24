import LinkHeader from "http-link-header";

/** The relation types of a Link header (RFC 8288), in lower case; none where it cannot be read. */
export function relations(header: string | undefined): string[] {
  try {
    const { refs } = LinkHeader.parse(header ?? "");
    return refs.flatMap(({ rel }) => rel.toLowerCase().split(/\s+/));
  } catch {
    return []; // the library throws plain errors, and only for what it cannot read
  }
}
