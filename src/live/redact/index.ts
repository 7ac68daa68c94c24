import { isObject, type Json, type JsonObject } from "../../json.ts";
import { teller } from "../shape/keys.ts";
import { isSecret, isSecretName } from "./secrets.ts";

/** What stands where something was taken out. */
const redacted = "[redacted]";

/** Takes secrets and personal values out of what leaves a sampling. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly url: (url: string) => string;
  readonly headers: (headers: Readonly<Record<string, string>>) => Record<string, string>;
  readonly body: (body: Json) => Json;
}

/** `secrets` are the credentials that were sent: they are taken out wherever a vendor repeats them. */
export function redactor(secrets: readonly string[]): Redactor {
  const known = secrets.flatMap(spellings).sort((a, b) => b.length - a.length);
  const text = (raw: string) => redactText(raw, known);
  const url = (raw: string) => redactUrl(raw, text);
  return {
    text,
    url,
    headers: (headers) => redactHeaders(headers, text, url),
    body: (body) => placeholder(body, text),
  };
}

function spellings(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64");
  return secret === "" ? [] : [secret, encodeURIComponent(secret), base64, JSON.stringify(secret).slice(1, -1)];
}

function redactText(raw: string, known: readonly string[]): string {
  const text = known.reduce((rest, secret) => rest.replaceAll(secret, redacted), raw);
  return text
    .replaceAll(jsonWebToken, redacted)
    .replaceAll(email, redacted)
    .replaceAll(basic, `$1 ${redacted}`)
    .replaceAll(assignment, (all, name: string, separator: string) =>
      isSecretName(name) ? name + separator + redacted : all,
    )
    .replaceAll(digits, (run) => (isCardNumber(run) ? redacted : run))
    .replaceAll(word, (candidate) => (isSecret(candidate) ? redacted : candidate));
}

const jsonWebToken = /eyJ[\w-]{8,}\.[\w-]+(\.[\w-]*)?/g;
const email = /[\w.+-]{1,64}(@|%40)[\w-]{1,63}(\.[\w-]{1,63}){1,8}/g;
const basic = /\b(Basic|Bearer)\s+[\w+/=.~-]{6,}/gi;
const assignment = /\b([\w-]{2,40})("?\s{0,3}[:=]\s{0,3}"?)[^\s"'&,;<>]{4,}/g;
const digits = /\b\d(?:[ -]?\d){12,18}\b/g;
/** Without dots and slashes, so that a secret does not hide in a path. */
const word = /[\w+=-]{12,}/g;

/** The check digit of payment cards (ISO/IEC 7812-1, annex B). */
function isCardNumber(run: string): boolean {
  const total = [...run.replaceAll(/\D/g, "")].reverse().reduce((sum, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return total % 10 === 0;
}

function redactUrl(raw: string, text: (text: string) => string): string {
  if (!URL.canParse(raw, "relative:/")) return redacted;
  const url = new URL(raw, "relative:/");
  const origin = url.host === "" ? "" : `${url.protocol}//${url.host}`;
  const query = [...url.searchParams].map(([name, value]) => {
    const shown = isSecretName(name) || text(value) !== value ? redacted : encodeURIComponent(value);
    return `${text(encodeURIComponent(name))}=${shown}`;
  });
  const fragment = url.hash === "" ? "" : `#${redacted}`;
  return origin + text(url.pathname) + (query.length > 0 ? `?${query.join("&")}` : "") + fragment;
}

/** Headers whose values explain a failure and identify nobody; of all others only the name is kept. */
const telling = new Set([
  "accept",
  "accept-encoding",
  "allow",
  "cache-control",
  "connection",
  "content-encoding",
  "content-language",
  "content-length",
  "content-type",
  "date",
  "deprecation",
  "proxy-authenticate",
  "retry-after",
  "server",
  "sunset",
  "transfer-encoding",
  "user-agent",
  "vary",
  "via",
  "www-authenticate",
  "x-accepted-github-permissions",
  "x-accepted-oauth-scopes",
  "x-cache",
  "x-oauth-scopes",
]);

function redactHeaders(
  headers: Readonly<Record<string, string>>,
  text: (text: string) => string,
  url: (url: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (name === "location") return [name, url(value)];
      return [text(name), telling.has(name) || isRateLimit(name) ? text(value) : redacted];
    }),
  );
}

/** Whether a header tells of a rate limit, in any of the usual spellings (draft-ietf-httpapi-ratelimit-headers). */
export function isRateLimit(name: string): boolean {
  return /^(x-)?rate-?limit(-|$)/.test(name);
}

/** Every value by a placeholder of its type, every key that is data by `*`, equal items once. */
function placeholder(value: Json, text: (text: string) => string): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => placeholder(item, text));
    return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  }
  if (isObject(value)) return placeholders(value, text);
  if (typeof value === "string") return "string";
  if (typeof value === "number") return 0;
  return typeof value === "boolean" ? false : null;
}

function placeholders(object: JsonObject, text: (text: string) => string): JsonObject {
  const tell = teller(object);
  return Object.fromEntries(
    Object.entries(object).map(([key, member = null]) => [
      text(key) === key ? tell(key) : "*",
      placeholder(member, text),
    ]),
  );
}
