import type { IncomingMessage, RequestListener } from "node:http";
import { buffer } from "node:stream/consumers";
import { follow } from "../../../src/contract/reference.ts";
import { isObject, type JsonObject, join, own } from "../../../src/json.ts";
import { conformance } from "../../../src/live/conformance/index.ts";
import { rootOf } from "../../../src/live/conformance/place.ts";
import { mediaTypeFor } from "../../../src/live/conformance/response.ts";
import { type Checker, checker } from "../../../src/live/conformance/schema.ts";
import { undocumented } from "../../../src/live/conformance/undocumented.ts";
import { type Endpoint, endpoint } from "../../../src/live/probe/endpoint.ts";
import { type Request, violations } from "../../../src/live/probe/request.ts";
import { router } from "../../../src/live/recording/router.ts";
import { content } from "../../../src/live/redact/content.ts";
import { asProbe, configured } from "../../../src/triage/sent.ts";
import type { Reply } from "../../support/vendor.ts";
import { isKnown, keysInQuery } from "./security.ts";

/** What one version of a vendor answers, by `GET https://api.shop.example/v1/orders/7`, with its query or for any. */
export type Answers = Readonly<Record<string, Reply>>;

/**
 * One version of a vendor. It refuses what its description does not allow: addresses (404), credentials (401), parameters
 * and bodies (400). It is strict where a real one may look away: names that it does not describe, but for headers that the
 * other version does not describe either, are refused, too, for else nothing would tell that they mean nothing any more.
 */
export async function embedded(document: JsonObject, other: JsonObject, answers: Answers): Promise<RequestListener> {
  const [route, check] = [router(document), await checker(document)];
  const reply = async (request: Request): Promise<Reply> => {
    const found = route(request.method, request.url);
    if ("because" in found || found.host === "other") return refusal(404, "There is nothing here.");
    const at = endpointOf(document, found.operation.operation);
    if (!isKnown(request, at)) return refusal(401, "Who are you?");
    const wrong = [...(await misfits(at, request, check)), ...foreign(at, other, request)];
    if (wrong.length > 0) return refusal(400, wrong.join("; "));
    return answers[addressOf(request)] ?? answers[addressOf(request).replace(/\?.*/, "")] ?? refusal(404, "Not found.");
  };
  return async (request, response) => {
    const { status = 200, headers, body } = await reply(await read(request));
    response.writeHead(status, { ...(body !== undefined && { "content-type": "application/json" }), ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
}

/** In what way answers are none of this description; nothing where all of them are. */
export async function untrue(document: JsonObject, answers: Answers): Promise<string[]> {
  const [route, check] = [router(document), await checker(document)];
  return Object.entries(answers).flatMap(([address, { status = 200, headers = {}, body }]) => {
    const [method = "", url = ""] = address.split(" ");
    const found = route(method, new URL(url));
    if ("because" in found || found.host !== "documented") return [`${address} is not described`];
    const bytes = Buffer.from(body === undefined ? "" : JSON.stringify(body));
    const answer = { status, headers: { "content-type": "application/json", ...headers }, body: bytes };
    const at = endpointOf(document, found.operation.operation);
    const { deviations } = conformance(at, { answer, content: content(answer) }, check);
    return deviations.map(({ text }) => `${address}: ${text}`);
  });
}

function refusal(status: number, message: string): Reply {
  return { status, body: { message } };
}

function addressOf({ method, url }: Request): string {
  return `${method} ${url.href}`;
}

function endpointOf(document: JsonObject, operation: Endpoint["operation"]): Endpoint {
  const found = endpoint(document, operation);
  if (!found) throw new RangeError(`${operation.path} is not described`);
  return found;
}

/** The request as it was meant: to the vendor's own address. */
async function read(message: IncomingMessage): Promise<Request> {
  const body = await buffer(message);
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: message.method ?? "",
    url: new URL(`https://${message.headers.host}${message.url}`),
    headers: Object.fromEntries(headers),
    ...(body.length > 0 && { body }),
  };
}

async function misfits(at: Endpoint, request: Request, check: Checker): Promise<string[]> {
  const { vendor } = await configured("shop", request);
  const probe = asProbe(request, at.operation, at);
  const keys = new Set(keysInQuery(at.document));
  const parameters = Object.fromEntries(Object.entries(probe.parameters).filter(([name]) => !keys.has(name)));
  return violations(at, { ...probe, parameters }, vendor.auth, check).map(({ text }) => text);
}

function foreign(at: Endpoint, other: JsonObject, request: Request): string[] {
  const isOwn = (name: string) => at.parameters.some((own) => own.name.toLowerCase() === name.toLowerCase());
  const headers = (endpoint(other, at.operation)?.parameters ?? [])
    .filter((one) => one.in === "header" && !isOwn(one.name) && one.name.toLowerCase() in request.headers)
    .map(({ name }) => `the header ${name} is unknown`);
  return [...headers, ...foreignInBody(at, request)];
}

function foreignInBody({ document, node, written }: Endpoint, { headers, body }: Request): string[] {
  const pointer = join(written, "requestBody");
  const target = follow(document, own(node, "requestBody") ?? null, pointer);
  if (body === undefined || "dangling" in target || !isObject(target.node)) return [];
  const part = { node: target.node, pointer, written: target.pointer };
  const media = mediaTypeFor(document, part, headers["content-type"]);
  const sent = content({ headers, body });
  if (!media || sent.kind !== "json") return [];
  return undocumented(document, rootOf(document, media), sent.value).map(
    ({ path }) => `${join("", ...path)} is unknown`,
  );
}
