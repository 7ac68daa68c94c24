import { containment } from "../../../src/diff/proof/contains.ts";
import type { Origin } from "../../../src/diff/proof/origin.ts";
import { sameness } from "../../../src/diff/same.ts";
import { reader } from "../../../src/diff/schema/reader.ts";
import { type Schema, side } from "../../../src/diff/side.ts";
import type { JsonObject } from "../../../src/json.ts";

/** The schema `Root` of a document. */
export interface Root {
  readonly schema: Schema;
  readonly origin: Origin;
}

export function rootOf(document: JsonObject): Root {
  const from = side("base", document);
  const root = from.resolve("#/components/schemas/Root");
  return { schema: root ? [root] : [{ node: false, pointer: "" }], origin: { side: from, read: reader(from) } };
}

/** Whether `Root` of the inner document is proved to hold no value that the outer one does not. */
export function isProved(outer: JsonObject, inner: JsonObject): boolean {
  const [o, i] = [rootOf(outer), rootOf(inner)];
  return containment(o.origin, i.origin, sameness(outer, inner))(o.schema, i.schema);
}
