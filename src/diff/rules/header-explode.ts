import { field, memberOf, type Place, type Side } from "../side.ts";
import { isNone } from "./scalar.ts";

/** A Header Object, and the document that it stands in. */
type Header = readonly [header: Place, side: Side];

/**
 * Whether the members of an object in a header are written in another way: `a=1,b=2` instead of `a,1,b,2`. Lists read
 * the same either way.
 * @see OpenAPI 3.1.1, section 4.8.21 (`explode`) and 4.8.12.6 (Style Examples)
 */
export function isExplodeChanged(base: Header, revision: Header): boolean {
  return [base, revision].every(mayBeObject) && isExploded(base) !== isExploded(revision);
}

function mayBeObject([header, side]: Header): boolean {
  const schema = memberOf(header, "schema");
  return schema !== undefined && !isNone(["object"], schema, side);
}

function isExploded([header]: Header): boolean {
  return field(header, "explode") === true;
}
