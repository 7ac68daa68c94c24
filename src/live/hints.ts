import { isObject, type Json, own } from "../json.ts";
import type { Content } from "./redact/content.ts";

/** What an error says of itself, in words that servers, gateways and frameworks are known to use. */
export type Hint = (typeof vocabulary)[number][0];

/**
 * The known words in an error: in all of its text, or in what a success says of an error. They come from a closed list,
 * so nothing of the answer itself is kept.
 */
export function hintsOf(status: number, body: Content): Hint[] {
  const texts = body.kind === "json" ? errorTexts(status, body.value) : text(body);
  const read = texts.slice(0, textsLimit).map((one) => one.slice(0, charactersLimit));
  return vocabulary.flatMap(([hint, words]) => (read.some((one) => words.test(one)) ? [hint] : []));
}

const textsLimit = 50;
const charactersLimit = 4000;

/** A hint in words in which it is found again, and which are nobody's data. */
export function sayingOf(hint: Hint): string {
  return sayings[hint];
}

const sayings: Readonly<Record<Hint, string>> = {
  "no-route": "Cannot GET /",
  "no-object": "No such object:",
  "rate-limit": "Too many requests",
  credentials: "Invalid credentials",
  scope: "Insufficient scope",
  maintenance: "Service unavailable",
  challenge: "Attention required",
  https: "HTTP request to an HTTPS port",
};

const vocabulary = [
  // Express and Nest, Fastify, Laravel, Kong, Stripe, Spring, Rails, Go and Traefik, ASP.NET, Apigee; Apache
  [
    "no-route",
    /\bcannot (get|head|options|post|put|patch|delete) \/|\broute \S{1,200} not found|\bthe route \S{1,200} could not be found|no route matche[sd]|unrecognized request url|no static resource|\b404 page not found|no http resource was found that matches the request uri|unable to identify proxy for host|the requested url \S{1,200} was not found on this server|\b(unknown|no such) (api|route|endpoint|path|url|method)\b/i,
  ],
  [
    "no-object",
    /\b(resource_missing|(record|object|entity|resource|item)[_.]?not[_.]?found)\b|\bno such (?!api|route|endpoint|path|url|method|host)\w+:|\b(couldn't|could not) find \w+ with\b|\bwith (the )?(given |specified )?(id|identifier)\b.{0,100}\b(not (be )?found|not exist)/i,
  ],
  [
    "rate-limit",
    /rate.?limit|too many requests|quota.{0,10}exceeded|\bthrottl(ed|ing)|http-problem-types#(quota-exceeded|temporary-reduced-capacity|abnormal-usage-detected)/i,
  ],
  [
    "credentials",
    /\b(expired|invalid|revoked|malformed|missing|bad)[ _-]?(access|auth|bearer)?[ _-]?(token|jwt|api[ _-]?key|credentials?|signature)\b|\b(token|jwt|api[ _-]?key|credentials?)( (is|has|was))?[ _-](expired|invalid|revoked|missing|not valid)\b|\b(unauthenticated|not_authed|invalid_auth)\b/i,
  ],
  ["scope", /insufficient[ _-]?(scope|permission)|(missing|requires?|lacks?)( the)?( required)? (scope|permission)/i],
  ["maintenance", /\bmaintenance\b|temporarily unavailable|service unavailable/i],
  [
    "challenge",
    /captcha|attention required|checking your browser|are you (a )?(human|robot)|request (was )?blocked|incapsula/i,
  ],
  ["https", /(plain )?HTTP request( was sent)? to (an )?HTTPS (port|server)/i],
] as const satisfies readonly (readonly [name: string, words: RegExp])[];

function text(body: Exclude<Content, { kind: "json" }>): string[] {
  return body.kind === "none" ? [] : [body.text];
}

/** A success may well have rate limits or routes for its subject; only what it says of an error counts. */
function errorTexts(status: number, value: Json): string[] {
  if (status >= 400) return strings(value, depthLimit);
  return isObject(value) ? ["error", "errors", "fault"].flatMap((name) => strings(own(value, name), depthLimit)) : [];
}

const depthLimit = 5;

function strings(value: Json | undefined, levels: number): string[] {
  if (typeof value === "string") return [value];
  if (levels === 0 || typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((member: Json | undefined) => strings(member, levels - 1));
}
