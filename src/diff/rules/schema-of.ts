import { escapeToken } from "../../json.ts";
import { memberOf, members, type Place } from "../side.ts";

interface HeldSchema {
  readonly place: Place | undefined;
  /** JSON Pointer below what holds it. */
  readonly at: string;
  /** Whether a value is written as text, where `1` and `"1"` are the same. */
  readonly isText: boolean;
}

/**
 * The schema of a parameter or a header, and the way to it: their own, or that of their one media type.
 * @see OpenAPI 3.1.1, sections 4.8.12 and 4.8.21
 */
export function schemaOf(place: Place): HeldSchema {
  const schema = memberOf(place, "schema");
  if (schema) return { place: schema, at: "/schema", isText: true };
  const [type, media] = [...members(memberOf(place, "content"))][0] ?? [];
  const found = memberOf(media, "schema");
  if (type === undefined) return { place: undefined, at: "", isText: true };
  return { place: found, at: `/content/${escapeToken(type)}/schema`, isText: !/[/+]json\b/i.test(type) };
}
