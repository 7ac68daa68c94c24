import { CouldNotCheckError, UsageError } from "../errors.ts";
import { isSecretName } from "../secret-name.ts";
import { sha256, textOf } from "./bytes.ts";
import { type Answer, get } from "./http.ts";
import { outside } from "./sibling.ts";
import type { FetchContext, Fetched, SourceKind, SourceText } from "./source.ts";

/**
 * A description behind a URL. `version` is its ETag, else the SHA-256 of the bytes; `file` is where redirects ended.
 * https only, unless private addresses are allowed. It may refer to what the same origin serves.
 */
export const url: SourceKind = {
  matches: (reference) => /^https?:/i.test(reference),

  async fetch(reference, context) {
    return described(reference, await get({ url: parsed(reference) }, context), context);
  },

  async fetchUnless(version, reference, context) {
    if (!entityTag.test(version)) return url.fetch(reference, context);
    const { href } = parsed(reference);
    // A tag says nothing of another URL (RFC 9110, section 8.8.3), such as one that a redirect leads to.
    const headersFor = (target: URL) => (target.href === href ? { "if-none-match": version } : {});
    const answer = await get({ url: new URL(href), headersFor }, context);
    if (answer.status !== 304 || answer.url.href !== href) return described(reference, answer, context);
    return isSame(version, answer.headers.etag) ? undefined : url.fetch(reference, context);
  },
};

/** RFC 9110, section 8.8.3; of ASCII, as all are in practice. */
const entityTag = /^(W\/)?"[\x21\x23-\x7e]*"$/;

/** A server names what it says is current (RFC 9110, section 15.4.5); one that names another tag is not believed. */
function isSame(asked: string, answered: string | undefined): boolean {
  const opaque = (tag: string) => tag.replace(/^W\//, "");
  return answered === undefined || opaque(answered) === opaque(asked);
}

function parsed(reference: string): URL {
  if (!URL.canParse(reference)) {
    throw new UsageError("DP2001", { what: `"${reference}" is not a URL`, todo: "mend the source" });
  }
  const start = new URL(reference);
  const name = credentialIn(start);
  if (name === undefined) return start;
  throw new UsageError("DP2001", {
    what: `the source at ${start.host} holds credentials (${name})`, // which are not repeated
    todo: "take them out: secrets are not written into the configuration, and the source is told in reports",
  });
}

/** What holds a credential in a URL, by its name. */
function credentialIn({ username, password, searchParams }: URL): string | undefined {
  if (username !== "" || password !== "") return "user information";
  return [...searchParams].find(([name, value]) => isSecretName(name) && value.length >= shortestSecret)?.[0];
}

/** What is shorter chooses: `?key=orders`, `?auth=none`. */
const shortestSecret = 8;

function described(reference: string, answer: Answer, context: FetchContext): Fetched {
  const file = answer.place;
  const text = descriptionText(answer);
  const digest = sha256(answer.bytes);
  const { etag } = answer.url.href === new URL(reference).href ? answer.headers : {}; // one of another URL is no version of this one
  return {
    reference,
    file,
    text,
    version: etag ?? digest,
    sha256: digest,
    sibling: (relativePath) => sibling(file, relativePath, context),
  };
}

function descriptionText(answer: Answer): string {
  if (answer.status !== 200) throw refused(answer);
  const text = textOf(answer.bytes, answer.place);
  const type = String(answer.headers["content-type"] ?? "an unnamed type");
  if (/^(text\/html|application\/xhtml)/i.test(type) || /^\s*<(!doctype html|html)/i.test(text)) {
    throw webPage(answer.place, type, text);
  }
  return text;
}

function refused({ url: { host }, place, status }: Answer): CouldNotCheckError {
  const where = { file: place };
  if (status === 404 || status === 410) {
    const what = `there is nothing at this URL (${status})`;
    return new CouldNotCheckError("DP2003", { what, where, todo: "the description has moved: look for its new URL" });
  }
  if (status >= 500 || status === 429) {
    return new CouldNotCheckError("DP2005", {
      what: `${host} cannot answer now (${status})`,
      where,
      todo: "try again later",
    });
  }
  const what = `${host} did not give the description (${status})`;
  if (status === 401 || status === 403)
    return new CouldNotCheckError("DP2011", { what, where, todo: "the URL must be readable by anyone" });
  return new CouldNotCheckError("DP2003", { what, where, todo: "check the URL" });
}

function webPage(file: string, type: string, text: string): CouldNotCheckError {
  const title = /<title[^>]{0,200}>([^<]{0,200})/i
    .exec(text)?.[1]
    ?.replace(/[\s\p{C}]+/gu, " ")
    .trim();
  return new CouldNotCheckError("DP2008", {
    what: `this is a web page (${type}${title ? `, titled "${title}"` : ""}), not a description`,
    where: { file },
    todo: "look on it for a link to the OpenAPI file itself",
  });
}

async function sibling(file: string, relativePath: string, context: FetchContext): Promise<SourceText> {
  const { origin } = new URL(file);
  const ours = (target: URL) => target.origin === origin;
  const target = URL.canParse(relativePath, file) ? new URL(relativePath, file) : undefined;
  if (target === undefined || !ours(target)) throw outside(file, relativePath);
  const answer = await get({ url: target, mayFollow: ours }, context);
  return { file: answer.place, text: descriptionText(answer) };
}
