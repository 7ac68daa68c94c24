import { isObject, type Json } from "../../json.ts";
import { isSecretName } from "../../secret-name.ts";
import type { Received } from "../conformance/index.ts";
import { essence, isJson } from "../conformance/media-type.ts";
import type { Exchange } from "../exchange.ts";
import { exchangeOf, receive } from "../observe.ts";
import type { Request } from "../probe/request.ts";
import { withoutWords } from "../redact/free-text.ts";
import { type Redactor, redactor } from "../redact/index.ts";
import { noTeam, type Team } from "../redact/team.ts";
import type { Reply } from "../transport/reply.ts";
import { type HarEntry, harEntry } from "./write-har.ts";

/** An exchange between others, as it was overheard. Holds secrets, and is let go of as soon as it has been redacted. */
export interface Overheard {
  readonly request: Request;
  readonly reply: Reply;
  /** Size of the answer's body as it was sent, in bytes, where it could not be read; its body is empty then. */
  readonly unread: number | undefined;
}

/** An overheard exchange as an entry of an archive, without its secrets, what the team calls secret, and its values. */
export function entryOf({ request, reply, unread }: Overheard, team: Team = noTeam): HarEntry {
  const secrets = secretsOf(request);
  const { answer } = reply;
  const operation = { method: request.method.toLowerCase(), path: request.url.pathname };
  const received = answer.kind === "answer" ? receive(answer, secrets, team) : undefined;
  const isText = received !== undefined && received.content.kind !== "json";
  const redact = redactor(secrets, team);
  const exchange = exchangeOf({ operation, request, secrets, team }, reply, received);
  return harEntry(withWholeBody(exchange, received, redact), {
    requestBody: request.body && redactedBody(request, redact),
    isText,
    size: unread ?? (isText && answer.kind === "answer" ? answer.body.byteLength : undefined),
  });
}

/** A recording is read by machines: its bodies keep their formats and lengths, and not only what a person looks at. */
function withWholeBody(exchange: Exchange, received: Received | undefined, redact: Redactor): Exchange {
  const { answer } = exchange;
  if (answer.kind === "failure" || received?.content.kind !== "json") return exchange;
  return { ...exchange, answer: { ...answer, body: redact.standIn(received.content.value) } };
}

function redactedBody({ headers, body = Buffer.alloc(0) }: Request, redact: Redactor): string {
  const text = body.toString();
  if (essence(headers["content-type"]) === "application/x-www-form-urlencoded") return redactedForm(text, redact);
  const value = isJson(headers["content-type"]) ? parsed(text) : undefined;
  return value === undefined ? withoutWords(text, redact.text) : JSON.stringify(redact.standIn(value));
}

function redactedForm(text: string, redact: Redactor): string {
  const fields = [...new URLSearchParams(text)].flatMap(([name, value]): [string, string][] => {
    const told = redact.standIn({ [name]: value });
    return Object.entries(isObject(told) ? told : {}).map(([key, one]) => [key, String(one)]);
  });
  return new URLSearchParams(fields).toString();
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // then it is told as the text that it is
    throw error;
  }
}

/** The credentials that were sent: a vendor may repeat them anywhere. They are where the names of fields and parameters say so. */
export function secretsOf({ headers, url }: Request): string[] {
  const named = [...Object.entries(headers), ...url.searchParams].filter(([name]) => isSecretName(name));
  const parts = named.flatMap(([, value]) => [value, ...value.split(/[\s,;]+/).flatMap(credentialsIn)]);
  return [...new Set(parts)].filter((part) => part.length >= shortestSecret);
}

/** `Bearer` is no secret, and neither is a word of two letters. */
const shortestSecret = 7;

/** `name=value` of a cookie, and the password of `Basic` (RFC 7617, section 2). */
function credentialsIn(part: string): string[] {
  const value = part.slice(part.indexOf("=") + 1).replaceAll('"', "");
  const pair = /^[\w+/]+={0,2}$/.test(part) ? Buffer.from(part, "base64").toString() : "";
  const password = /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(pair) ? pair.slice(pair.indexOf(":") + 1) : "";
  return [part, value, password];
}
