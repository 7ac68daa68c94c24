import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** Whether and how an operation redirects (RFC 9110, section 15.4). Where to is only told by its distance. */
export const redirect = fact({
  name: "redirect",
  of: "operation",
  rules: [
    {
      id: "protocol-redirect-became-permanent",
      level: "warning",
      text: "A redirect that was for the moment is for good now (301 or 308).",
      todo: "Call the new address; the old one may go.",
      example: "`GET /orders` answered 302 and answers 301: caches and clients remember the new address.",
    },
    {
      id: "protocol-redirect-added",
      level: "warning",
      text: "The operation redirects, and answered itself when the contract was pinned.",
      todo: "Follow redirects where you call it, or call the new address.",
      example: "`GET /orders` answers 308 with `/v2/orders`: a client that does not follow gets an empty body.",
    },
    {
      id: "protocol-redirect-moved",
      level: "warning",
      text: "A redirect leads somewhere else than when the contract was pinned.",
      todo: "Look where it leads, and whether your credentials go there.",
      example: "a download redirects to another host: clients drop the Authorization header on the way.",
    },
    {
      id: "protocol-redirect-removed",
      level: "info",
      text: "The operation answers itself, and redirected when the contract was pinned.",
      todo: "Nothing, unless you read the address of the redirect.",
      example: "`GET /export` answers the file itself: code that reads `location` finds nothing.",
    },
  ],
  read({ status, headers: { location }, request: { url } }) {
    if (status >= 400 || status === 304) return undefined;
    if (status < 300) return ["direct"];
    const to = location !== undefined && URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    return [isPermanent(status) ? "permanent" : "temporary", ...(to ? [distance(to, url)] : [])];
  },
  tell({ came, before, now }) {
    const leads = now.flatMap((word) => (places[word] === undefined ? [] : `, to ${places[word]}`)).join("");
    const moved = came.flatMap((word) => places[word] ?? []);
    if (came.includes("direct"))
      return { rule: "protocol-redirect-removed", text: "the operation no longer redirects, and answers itself" };
    if (before.includes("direct") && came.length > 0)
      return { rule: "protocol-redirect-added", text: `the operation redirects${leads}, and answered itself before` };
    if (came.includes("permanent"))
      return { rule: "protocol-redirect-became-permanent", text: `the redirect is permanent now${leads}` };
    return moved.length > 0
      ? { rule: "protocol-redirect-moved", text: `the redirect now leads to ${enumerate(moved)}` }
      : undefined;
  },
});

const places: Readonly<Record<string, string>> = {
  "other-host": "another host",
  "other-scheme": "another scheme",
  "other-version": "another version of the API",
  "other-path": "another path",
  "same-path": "the same path",
};

function isPermanent(status: number): boolean {
  return status === 301 || status === 308;
}

/** How far a redirect leads, the widest step first. A slash at the end of a path is spelling. */
function distance(to: URL, from: URL): string {
  if (to.hostname !== from.hostname) return "other-host";
  if (to.protocol !== from.protocol) return "other-scheme";
  if (version(to) !== version(from)) return "other-version";
  return path(to) === path(from) ? "same-path" : "other-path";
}

/** The segment that names a version: `/v2/`, `/2024-01-01/`. */
function version({ pathname }: URL): string | undefined {
  return /\/(v\d+(?:\.\d+)*|\d{4}-\d{2}(?:-\d{2})?)(?=\/|$)/i.exec(pathname)?.[1]?.toLowerCase();
}

function path({ pathname }: URL): string {
  return pathname.replace(/\/+$/, "");
}
