import { fact } from "./fact.ts";
import { elements, enumerate } from "./words.ts";

/** What lets a client keep an answer or ask whether it is still good (RFC 9111), by name. */
export const caching = fact({
  name: "caching",
  of: "operation",
  rules: [
    {
      id: "protocol-caching-removed",
      level: "info",
      text: "Headers by which a client could cache are gone.",
      todo: "Nothing, unless you send conditional requests or cache answers.",
      example: "`etag` is gone: `If-None-Match` never answers 304, and every call counts.",
    },
    {
      id: "protocol-caching-forbidden",
      level: "info",
      text: "The answers may not be stored any more.",
      todo: "Do not keep these answers in a cache.",
      example: "`cache-control: no-store` is new: a cache in front of your client keeps nothing.",
    },
    {
      id: "protocol-caching-added",
      level: "none",
      text: "The answers may be cached in more ways.",
      todo: "Nothing.",
      example: "`etag` is new: conditional requests are possible.",
    },
  ],
  read({ status, headers }) {
    if (status >= 300) return undefined;
    const names = elements(headers["cache-control"]).map((directive) => directive.split("=", 1)[0] ?? "");
    const validators = ["etag", "last-modified"].filter((name) => headers[name] !== undefined);
    return [...new Set([...names.filter((name) => directives.has(name)), ...validators])].sort();
  },
  tell({ came, went }) {
    const lost = went.filter((word) => !costless.has(word));
    if (came.includes("no-store"))
      return { rule: "protocol-caching-forbidden", text: "the answers say no-store, and did not before" };
    if (lost.length > 0)
      return { rule: "protocol-caching-removed", text: `the answers no longer say ${enumerate(lost)}` };
    const added = came.filter((word) => !costless.has(word));
    return added.length > 0
      ? { rule: "protocol-caching-added", text: `the answers now say ${enumerate(added)}` }
      : undefined;
  },
});

/** The names of the response headers that an answer depends on which request headers (RFC 9110, section 12.5.5). */
export const vary = fact({
  name: "vary",
  of: "operation",
  rules: [
    {
      id: "protocol-vary-changed",
      level: "none",
      text: "The answers depend on other request headers than when the contract was pinned.",
      todo: "Nothing, unless you cache answers.",
      example: "`vary: accept-language` is new: one address has an answer for each language.",
    },
  ],
  read: ({ status, headers }) => (status >= 300 ? undefined : [...new Set(elements(headers.vary))].sort()),
  tell({ came, went }) {
    if (came.length === 0 && went.length === 0) return undefined;
    const parts = [
      ...(came.length > 0 ? [`now on ${enumerate(came)}`] : []),
      ...(went.length > 0 ? [`no longer on ${enumerate(went)}`] : []),
    ];
    return { rule: "protocol-vary-changed", text: `the answers depend ${parts.join(", and ")}` };
  },
});

/** Whoever could cache before can cache without these. A vendor says public or private by who asks. */
const costless: ReadonlySet<string> = new Set(["no-store", "no-cache", "private", "must-revalidate", "no-transform"]);

/** RFC 9111 (section 5.2.2), RFC 5861, RFC 8246. */
const directives: ReadonlySet<string> = new Set([
  ...costless,
  "immutable",
  "max-age",
  "must-understand",
  "proxy-revalidate",
  "s-maxage",
  "stale-if-error",
  "stale-while-revalidate",
]);
