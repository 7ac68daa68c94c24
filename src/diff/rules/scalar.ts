import { isObject, type Json, own } from "../../json.ts";
import { elements, follow, memberOf, type Place, type Side } from "../side.ts";

/** Whether only single values fit: how lists and objects are written as text is then nobody's matter. */
export function isScalar(place: Place | undefined, side: Side): boolean {
  return isNone(["array", "object"], place, side);
}

/** Whether no value of these types fits, as far as a schema says so. */
export function isNone(
  types: readonly ("array" | "object")[],
  place: Place | undefined,
  side: Side,
  seen: ReadonlySet<Json> = new Set(),
): boolean {
  const schema = place && follow(place, side);
  const node = schema?.node;
  if (!isObject(node) || seen.has(node)) return false;
  const isOther = (type: Json) => !types.some((name) => name === type);
  const type = own(node, "type");
  if (type !== undefined) return [type].flat().every(isOther);
  const listed = own(node, "enum");
  if (Array.isArray(listed))
    return listed.every((value) => value === null || isOther(Array.isArray(value) ? "array" : typeof value));
  const deeper = (branch: Place) => isNone(types, branch, side, new Set([...seen, node]));
  const choices = (["oneOf", "anyOf"] as const).map((kind) => elements(memberOf(schema, kind)));
  return (
    elements(memberOf(schema, "allOf")).some(deeper) ||
    choices.some((branches) => branches.length > 0 && branches.every(deeper))
  );
}
