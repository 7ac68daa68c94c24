import type { Probe } from "../../config/schema.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import { essence, isJson, matching } from "../conformance/media-type.ts";
import type { Checker } from "../conformance/schema.ts";
import type { Violation } from "../sample.ts";
import type { Endpoint } from "./endpoint.ts";
import { urlEncoded } from "./form.ts";
import { multipart } from "./multipart.ts";

/** A body as it is sent. */
export interface Body {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Where a probe's body does not satisfy a contract's operation; empty where it does. */
export function bodyViolations(endpoint: Endpoint, probe: Probe, check: Checker): Violation[] {
  const documented = requestBody(endpoint);
  const { body } = probe;
  if (body === undefined) {
    const text = "the operation requires a body, and the probe has none";
    return documented?.required ? [{ pointer: documented.pointer, text }] : [];
  }
  if (!documented) return [{ pointer: endpoint.written, text: "the contract knows no body for this operation" }];
  const media = mediaOf(documented, probe);
  if (!media) {
    const text = `the contract knows no body of type ${essence(asked(probe))} for this operation`;
    return [{ pointer: join(documented.pointer, "content"), text }];
  }
  if (!isWritable(media.contentType, body)) {
    return [{ pointer: media.pointer, text: `a body of type ${essence(media.contentType)} is not written so` }];
  }
  return misfits(media, body, check);
}

/**
 * Writes a probe's body in the media type that its `content-type` header names, or else the operation's: JSON where
 * that is one of them. What the contract does not know is written as JSON.
 */
export async function writeBody(endpoint: Endpoint | undefined, probe: Probe): Promise<Body | undefined> {
  const { body } = probe;
  if (body === undefined) return undefined;
  const documented = endpoint && requestBody(endpoint);
  const { contentType, ...media } = (documented && mediaOf(documented, probe)) ?? {
    contentType: asked(probe) ?? "application/json",
    node: {},
    pointer: "",
  };
  switch (kindOf(contentType)) {
    case "json":
      return { contentType, bytes: Buffer.from(JSON.stringify(body)) };
    case "form":
      return { contentType, bytes: Buffer.from(isObject(body) ? urlEncoded(body, media.node) : String(body)) };
    case "multipart":
      return multipart(isObject(body) ? body : {}, { document: endpoint?.document ?? {}, ...media });
    case "text":
      return { contentType, bytes: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)) };
  }
}

interface RequestBody {
  readonly document: JsonObject;
  readonly required: boolean;
  readonly content: JsonObject;
  /** JSON Pointer to where it is written. */
  readonly pointer: string;
}

function requestBody({ document, node, written }: Endpoint): RequestBody | undefined {
  const target = follow(document, own(node, "requestBody") ?? null, join(written, "requestBody"));
  if ("dangling" in target || !isObject(target.node)) return undefined;
  const { required, content } = target.node;
  return { document, required: required === true, content: isObject(content) ? content : {}, pointer: target.pointer };
}

/** What a contract says of bodies of one media type. */
interface Media {
  /** As it is sent. */
  readonly contentType: string;
  readonly node: JsonObject;
  readonly pointer: string;
}

function mediaOf({ document, content, pointer }: RequestBody, probe: Probe): Media | undefined {
  const given = asked(probe);
  const types = Object.keys(content);
  if (types.length === 0) return { contentType: given ?? "application/json", node: {}, pointer };
  const type = given === undefined ? preferred(types) : matching(types, given);
  if (type === undefined) return undefined;
  const contentType = given ?? (type.includes("*") ? "application/json" : type);
  const target = follow(document, own(content, type) ?? null, join(pointer, "content", type));
  const written = "dangling" in target || !isObject(target.node) ? { node: {}, pointer } : target;
  return { contentType, node: isObject(written.node) ? written.node : {}, pointer: written.pointer };
}

function asked({ headers }: Probe): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
}

function preferred(types: readonly string[]): string | undefined {
  const kinds = ["json", "form", "multipart"] as const;
  return kinds.map((kind) => types.find((type) => kindOf(type) === kind)).find(Boolean) ?? types[0];
}

function kindOf(contentType: string): "json" | "form" | "multipart" | "text" {
  const type = essence(contentType);
  if (isJson(type) || ["*/*", "application/*"].includes(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  return type === "multipart/form-data" ? "multipart" : "text";
}

function isWritable(contentType: string, body: Json): boolean {
  const kind = kindOf(contentType);
  if (kind === "json") return true;
  return kind === "text" ? typeof body !== "object" : isObject(body) || (kind === "form" && typeof body === "string");
}

function misfits({ contentType, node, pointer }: Media, body: Json, check: Checker): Violation[] {
  const { schema } = node;
  if (schema === undefined) return [];
  const isText = kindOf(contentType) !== "json";
  if (isText && typeof body === "string" && kindOf(contentType) === "form") return []; // written by hand
  // Texts are changed to the types that they spell, which must not reach the request.
  const found = isText
    ? check.request(schema, join(pointer, "schema"), JSON.parse(JSON.stringify(body)))
    : check.body(schema, join(pointer, "schema"), body);
  return found.map(({ written, path, message }) => ({
    pointer: written,
    text: `${path.length === 0 ? "the body" : `the body's ${join("", ...path)}`} ${message}`,
  }));
}
