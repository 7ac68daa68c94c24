import { isObject, type Json, type JsonObject } from "../../json.ts";
import { isJson } from "../conformance/media-type.ts";
import { facets, ofEach, ofProperty } from "../conformance/places.ts";
import { encodingOf } from "./form.ts";

/** What a contract says of a form: its media type object, in its document. */
export interface Form {
  readonly document: JsonObject;
  readonly node: JsonObject;
  /** JSON Pointer to where it is written. */
  readonly pointer: string;
}

/**
 * An object as `multipart/form-data` (RFC 7578): a part for each field, several for a list. A part's type is what the
 * contract says, or follows from its value (OpenAPI 3.2.0, section 4.15.1.1); bytes are sent as a file.
 */
export async function multipart(
  fields: JsonObject,
  form: Form,
): Promise<{ readonly contentType: string; readonly bytes: Buffer }> {
  const { default: FormData } = await import("form-data");
  const parts = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null) continue;
      const contentType = partType(form, name, one);
      const isText = contentType === undefined || isJson(contentType) || contentType.startsWith("text/");
      const text = typeof one === "object" ? JSON.stringify(one) : String(one);
      parts.append(name, text, { ...(contentType && { contentType }), ...(!isText && { filename: name }) });
    }
  }
  return { contentType: `multipart/form-data; boundary=${parts.getBoundary()}`, bytes: parts.getBuffer() };
}

/** Absent for plain text, which needs no type. */
function partType({ document, node, pointer }: Form, name: string, value: Json): string | undefined {
  const { contentType } = encodingOf(node, name);
  if (typeof contentType === "string") return contentType.split(",", 1)[0]?.trim();
  if (isObject(value) || Array.isArray(value)) return "application/json";
  const whole = facets(document, node.schema, `${pointer}/schema`);
  const declared = ofProperty(document, whole, name);
  const all = [...declared, ...ofEach(document, declared, "items")].map(({ schema }) => schema);
  const media = all.find(({ contentMediaType }) => typeof contentMediaType === "string")?.contentMediaType;
  if (typeof media === "string") return media;
  return all.some(({ format }) => format === "binary") ? "application/octet-stream" : undefined;
}
