import { CouldNotCheckError, UsageError } from "../errors.ts";
import { sha256, textOf } from "./bytes.ts";
import { type Answer, get } from "./http.ts";
import { outside } from "./sibling.ts";
import type { Copy, FetchContext, SourceKind, SourceText } from "./source.ts";

/**
 * A description behind a URL. `version` is its ETag, else the SHA-256 of the bytes; `file` is where redirects ended.
 * https only, unless private addresses are allowed. It may refer to what the same origin serves.
 */
export const url: SourceKind = {
  matches: (reference) => /^https?:/i.test(reference),

  async fetch(reference, context) {
    const start = parsed(reference);
    const kept = context.kept?.reference === reference ? context.kept : undefined;
    const answer = await get({ url: start, headersFor: conditions(kept) }, context);
    const copy = answer.status === 304 && kept !== undefined ? kept : described(reference, answer);
    return { ...copy, sibling: (relativePath) => sibling(copy.file, relativePath, context) };
  },
};

function parsed(reference: string): URL {
  if (!URL.canParse(reference)) {
    throw new UsageError("DP2001", { what: `"${reference}" is not a URL`, todo: "mend the source" });
  }
  const start = new URL(reference);
  if (start.username === "" && start.password === "") return start;
  throw new UsageError("DP2001", {
    what: `the source at ${start.host} holds credentials`, // which are not repeated
    todo: "take them out: secrets are not written into the configuration",
  });
}

/** Asks for the body only if it is another than the one that is at hand (RFC 9110, section 13.1). */
function conditions(kept: Copy | undefined): (url: URL) => Record<string, string> {
  const { etag, lastModified } = kept?.validators ?? {};
  return ({ href }) => ({
    ...(etag === undefined || href !== kept?.file ? {} : { "if-none-match": etag }),
    ...(lastModified === undefined || href !== kept?.file ? {} : { "if-modified-since": lastModified }),
  });
}

function described(reference: string, answer: Answer): Copy {
  const file = answer.url.href;
  const text = descriptionText(answer);
  const { etag, "last-modified": lastModified } = answer.headers;
  const digest = sha256(answer.bytes);
  return {
    reference,
    file,
    text,
    version: etag ?? digest,
    sha256: digest,
    validators: { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) },
  };
}

function descriptionText(answer: Answer): string {
  if (answer.status !== 200) throw refused(answer);
  const text = textOf(answer.bytes, answer.url.href);
  const type = String(answer.headers["content-type"] ?? "an unnamed type");
  if (/^(text\/html|application\/xhtml)/i.test(type) || /^\s*<(!doctype html|html)/i.test(text)) {
    throw webPage(answer.url, type, text);
  }
  return text;
}

function refused({ url: { href, host }, status }: Answer): CouldNotCheckError {
  const where = { file: href };
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
  const todo = status === 401 || status === 403 ? "the URL must be readable by anyone" : "check the URL";
  return new CouldNotCheckError("DP2003", { what: `${host} did not give the description (${status})`, where, todo });
}

function webPage({ href }: URL, type: string, text: string): CouldNotCheckError {
  const title = /<title[^>]{0,200}>([^<]{0,200})/i
    .exec(text)?.[1]
    ?.replace(/[\s\p{C}]+/gu, " ")
    .trim();
  return new CouldNotCheckError("DP2008", {
    what: `this is a web page (${type}${title ? `, titled "${title}"` : ""}), not a description`,
    where: { file: href },
    todo: "look on it for a link to the OpenAPI file itself",
  });
}

async function sibling(file: string, relativePath: string, context: FetchContext): Promise<SourceText> {
  const { origin } = new URL(file);
  const ours = (target: URL) => target.origin === origin;
  const target = URL.canParse(relativePath, file) ? new URL(relativePath, file) : undefined;
  if (target === undefined || !ours(target)) throw outside(file, relativePath);
  const answer = await get({ url: target, mayFollow: ours }, context);
  return { file: answer.url.href, text: descriptionText(answer) };
}
