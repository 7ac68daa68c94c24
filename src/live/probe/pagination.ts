import LinkHeader from "http-link-header";
import { isObject, type Json, type JsonObject, join, own } from "../../json.ts";
import type { Parameter } from "./endpoint.ts";

/** One page of a list, as it was asked for and answered. */
export interface Page {
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where it is no JSON. */
  readonly body: Json | undefined;
}

/** Where the next page is, and how that was found: `page` and `offset` are only our guess, and may be past the end. */
export interface Next {
  readonly style: "link" | "url" | "cursor" | "page" | "offset";
  readonly url: URL;
}

/**
 * The next page of a list: what the Link header says (RFC 8288), or an address or a cursor in the body; else one page or
 * offset further, where the contract has such a query parameter. Undefined where there is none, after an empty list,
 * and where it would lead to another origin.
 */
export function nextPage(page: Page, parameters: readonly Parameter[]): Next | undefined {
  if (listOf(page.body)?.length === 0 || isLast(page.body)) return undefined;
  const query = parameters.filter((parameter) => parameter.in === "query");
  const found =
    byLink(page) ?? byAddress(page) ?? byCursor(page, query) ?? byLastItem(page, query) ?? byCount(page, query);
  return found?.url.origin === page.url.origin && found.url.href !== page.url.href ? found : undefined;
}

/**
 * How an answer tells where its next page is: `link`, or the JSON Pointer of the first member of its body that does (on
 * the last page, too, where it holds null). Undefined where it does not tell.
 */
export function paginationStyle({ headers, body }: Omit<Page, "url">): string | undefined {
  const relations = links(headers).flatMap(({ rel }) => rel.toLowerCase().split(/\s+/));
  if (relations.some((one) => ["next", "prev", "first", "last"].includes(one))) return "link";
  return members(body).find(({ name }) => addressNames.test(bare(name)) || cursorNames.test(bare(name)))?.pointer;
}

function byLink({ headers, url }: Page): Next | undefined {
  const next = links(headers).find(({ rel }) => rel.toLowerCase().split(/\s+/).includes("next"));
  return next && at("link", next.uri, url);
}

function links({ link }: Page["headers"]): LinkHeader.Reference[] {
  try {
    return LinkHeader.parse(link ?? "").refs;
  } catch {
    return []; // the library throws plain errors, and only for what it cannot read
  }
}

function at(style: Next["style"], reference: string, base: URL): Next | undefined {
  if (!URL.canParse(reference, base.href)) return undefined;
  const url = new URL(reference, base.href);
  return url.username === "" && url.password === "" ? { style, url } : undefined;
}

function byAddress({ body, url }: Page): Next | undefined {
  const found = members(body).find(({ name, text }) => addressNames.test(bare(name)) && isAddress(text));
  return found && at("url", found.text, url);
}

/** A member of a body that may tell where the next page is; with no text where that says that there is none. */
interface Member {
  readonly name: string;
  readonly pointer: string;
  readonly text: string;
}

/** Names are compared without case and separators: `next_page_url`, `nextPageUrl`, `@odata.nextLink`. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, "");
}

const addressNames = /^(odata)?next(page)?(url|link|href|uri)?$/;
const cursorNames = /^(next(page)?(cursor|token|key|marker)?|(end|after)?cursor|continuationtoken|after)$/;

function isAddress(text: string): boolean {
  return /^(https?:\/\/|[/?])/i.test(text);
}

/** Objects in which vendors tell of pages, beside the body itself. */
const holders = /^(paging|pagination|meta|metadata|links|pageinfo|page|cursors?|responsemetadata)$/;

function members(body: Json | undefined, pointer = "", depth = 2): Member[] {
  if (!isObject(body)) return [];
  const own = Object.entries(body).flatMap(([name, value]): Member[] => {
    const text = textOf(value);
    return text === undefined ? [] : [{ name, pointer: join(pointer, name), text }];
  });
  const held = Object.entries(body).flatMap(([name, value]) =>
    depth > 0 && holders.test(bare(name)) ? members(value, join(pointer, name), depth - 1) : [],
  );
  return [...own, ...held];
}

/** A cursor or an address, as text; HAL and JSON:API put it into an object. */
function textOf(value: Json | undefined): string | undefined {
  if (value === null) return "";
  if (isObject(value)) return typeof value.href === "string" ? value.href : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** A cursor goes into the query parameter of its name, be it without `next`; or into the usual one. */
function byCursor({ body, url }: Page, query: readonly Parameter[]): Next | undefined {
  const cursors = members(body).filter(
    ({ name, text }) => cursorNames.test(bare(name)) && text !== "" && !isAddress(text),
  );
  const [found] = cursors.flatMap(({ name, text }) => {
    const parameter = named(query, [bare(name), bare(name).replace(/^next/, ""), "cursor", "after"]);
    return parameter ? [withQuery(url, parameter.name, text)] : [];
  });
  return found && { style: "cursor", url: found };
}

/** The last item of a page is the cursor, where the parameter says so. https://docs.stripe.com/api/pagination */
function byLastItem({ body, url }: Page, query: readonly Parameter[]): Next | undefined {
  const parameter = named(query, ["startingafter"]);
  const last = listOf(body)?.at(-1);
  const { id } = isObject(last) ? last : {};
  return parameter && typeof id === "string" ? { style: "cursor", url: withQuery(url, parameter.name, id) } : undefined;
}

function named(query: readonly Parameter[], names: readonly string[]): Parameter | undefined {
  return names.map((one) => query.find(({ name }) => bare(name) === one)).find((found) => found !== undefined);
}

function withQuery(url: URL, name: string, value: string): URL {
  const next = new URL(url);
  next.searchParams.set(name, value);
  return next;
}

const pageNames = /^page(number|no|index)?$/;
const offsetNames = /^(offset|skip|start(at|index)?)$/;

/** Whether a query parameter counts pages or items, so that its value tells nothing of anybody. */
export function isCounter(name: string): boolean {
  return pageNames.test(bare(name)) || offsetNames.test(bare(name));
}

const sizeNames = /^(perpage|limit|pagesize|size|count|top|maxresults)$/;

/** One further, where the answer itself does not tell. A list tells how far that is, and when it is over. */
function byCount(page: Page, query: readonly Parameter[]): Next | undefined {
  const { body, url } = page;
  const length = listOf(body)?.length ?? 0;
  const parameter = query.find(({ name, schema }) => isCounter(name) && isWhole(schema));
  const size = query.find(({ name }) => sizeNames.test(bare(name)));
  const isShort = size !== undefined && length < (current(size, url) ?? 0);
  if (length === 0 || !parameter || isShort || paginationStyle(page) !== undefined) return undefined;
  const isPage = pageNames.test(bare(parameter.name));
  const { minimum }: JsonObject = isObject(parameter.schema) ? parameter.schema : {};
  const first = isPage ? Number(minimum ?? 1) : 0;
  const count = (current(parameter, url) ?? first) + (isPage ? 1 : length);
  return { style: isPage ? "page" : "offset", url: withQuery(url, parameter.name, String(count)) };
}

function isWhole(schema: Json | undefined): boolean {
  const types = isObject(schema) ? [schema.type].flat() : [];
  return types.length === 0 || types.some((type) => type === undefined || type === "integer" || type === "number");
}

/** What a request says of a count, or what the contract says that it is then. */
function current({ name, schema }: Parameter, url: URL): number | undefined {
  const given = url.searchParams.get(name);
  if (given !== null) return Number.parseInt(given, 10) || 0;
  const preset = isObject(schema) ? schema.default : undefined;
  return typeof preset === "number" ? preset : undefined;
}

const listNames: ReadonlySet<string> = new Set(["data", "items", "results", "records", "entries", "values", "value"]);

/** The list that a body is, or holds; undefined where that is not evident. */
function listOf(body: Json | undefined): readonly Json[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) return undefined;
  const lists = Object.entries(body).filter((entry): entry is [string, readonly Json[]] => Array.isArray(entry[1]));
  return (lists.length === 1 ? lists[0] : lists.find(([name]) => listNames.has(bare(name))))?.[1];
}

/** Whether a body says itself that it is the last page. */
function isLast(body: Json | undefined): boolean {
  if (!isObject(body)) return false;
  return Object.entries(body).some(([name, value]) => {
    if (/^has(more|next|nextpage)$/.test(bare(name))) return value === false;
    return holders.test(bare(name)) && isLast(own(body, name));
  });
}
