import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import type { Endpoint } from "../probe/endpoint.ts";
import { matching } from "./media-type.ts";

/** A part of a contract: what it says, and where, as a change points to it and as it is written. */
export interface Part {
  readonly node: JsonObject;
  readonly pointer: string;
  readonly written: string;
}

/** The response that documents a status: the exact one, its range (`4XX`), or `default`. */
export function responseFor({ document, node, pointer, written }: Endpoint, status: number): Part | undefined {
  const responses = own(node, "responses");
  if (!isObject(responses)) return undefined;
  const range = `${Math.floor(status / 100)}XX`;
  const key = [String(status), range, range.toLowerCase(), "default"].find((name) => Object.hasOwn(responses, name));
  return key === undefined
    ? undefined
    : part(document, responses, key, join(pointer, "responses"), join(written, "responses"));
}

/** The headers that a response documents; Content-Type is not one of them (OpenAPI 3.2.0, section 4.17). */
export function headersOf(document: JsonObject, { node, pointer, written }: Part): [name: string, header: Part][] {
  const headers = own(node, "headers");
  if (!isObject(headers)) return [];
  return Object.keys(headers).flatMap((name): [string, Part][] => {
    if (name.toLowerCase() === "content-type") return [];
    const header = part(document, headers, name, join(pointer, "headers"), join(written, "headers"));
    return header ? [[name, header]] : [];
  });
}

/** The media types that a response documents. */
export function mediaTypesOf({ node }: Part): string[] {
  const content = own(node, "content");
  return isObject(content) ? Object.keys(content) : [];
}

/** What a response says of bodies of a media type. */
export function mediaTypeFor(document: JsonObject, response: Part, contentType: string | undefined): Part | undefined {
  const content = own(response.node, "content");
  const key = matching(mediaTypesOf(response), contentType);
  if (!isObject(content) || key === undefined) return undefined;
  return part(document, content, key, join(response.pointer, "content"), join(response.written, "content"));
}

function part(
  document: JsonObject,
  holder: JsonObject,
  key: string,
  pointer: string,
  written: string,
): Part | undefined {
  const target = follow(document, own(holder, key) ?? (null as Json), join(written, key));
  if ("dangling" in target || !isObject(target.node)) return undefined;
  return { node: target.node, pointer: join(pointer, key), written: target.pointer };
}
