import { isObject, type JsonObject, own } from "../json.ts";
import type { Description, Operation } from "./contract.ts";
import { type Mention, mentionsIn } from "./mentions.ts";
import { all, anonymous, type FoundOperation, find, operationName, operations } from "./operations.ts";
import { handsOver, sentencesOf, takesPlace } from "./successor-words.ts";

/** The operation that a vendor names as what comes after another, and where it is described. */
export interface Successor {
  readonly operation: Operation;
  readonly contract: Description;
}

/** What a vendor says comes after its operations. */
export interface Successors {
  /** By `METHOD /path` of the operation that ends. */
  readonly named: ReadonlyMap<string, Successor>;
  /** Names of operations after which comes something that is not described, as their answers say. */
  readonly elsewhere: ReadonlySet<string>;
}

/**
 * The successors that prose names: "use GET /v2/orders/{id} instead" at an operation that ends, or "replaces GET
 * /orders/{id}" at the one that came. Only where it names one operation, and that is described and not on its way out.
 * @param pinned has the operations that are asked about, and may say of those that are gone what the other no longer can
 */
export function successorsIn(published: Description, pinned: Description): Successors["named"] {
  const { document } = published;
  const replacing = all(document).filter(({ node }) => takesPlace.test(proseOf(node)));
  const found = operations(pinned.document).flatMap((operation): [string, Successor][] => {
    const name = operationName(operation);
    const ending = find(document, name) ?? find(pinned.document, name);
    const named = [
      ...(ending ? namedAfter(handsOver, proseOf(ending.node), document, operation) : []),
      ...replacing.filter((other) => saysOf(other, operation)),
    ].filter(({ operation: other, node }) => node.deprecated !== true && !isSame(other, operation));
    const [only, ...others] = [...new Map(named.map((one) => [operationName(one.operation), one.operation])).values()];
    return only && others.length === 0 ? [[name, { operation: only, contract: published }]] : [];
  });
  return new Map(found);
}

/** Its beginning, which says what matters: a vendor may write as much as it wants. */
function proseOf(node: JsonObject): string {
  const { summary, description } = node;
  const texts = [summary, description].flatMap((text) =>
    typeof text === "string" ? [text.slice(0, longestProse)] : [],
  );
  return texts.join("\n\n");
}

const longestProse = 20_000;

function isSame(one: Operation, other: Operation): boolean {
  return anonymous(operationName(one)) === anonymous(operationName(other));
}

/** Whether an operation says that it takes the place of another. */
function saysOf({ node }: FoundOperation, operation: Operation): boolean {
  const name = anonymous(operationName(operation));
  return afterEach(takesPlace, proseOf(node)).some((rest) =>
    pathsIn(rest).some(({ method, path }) => method && anonymous(`${method.toUpperCase()} ${path}`) === name),
  );
}

function namedAfter(words: RegExp, prose: string, document: JsonObject, { method }: Operation): FoundOperation[] {
  return afterEach(words, prose).flatMap((rest) => [
    ...pathsIn(rest).flatMap((one) => described(document, one.method ?? method, one.path)),
    ...idsIn(rest).flatMap((id) => all(document).filter(({ node }) => own(node, "operationId") === id)),
  ]);
}

/** What is left of each sentence after the words. */
function afterEach(words: RegExp, prose: string): string[] {
  return sentencesOf(prose).flatMap((sentence) => {
    const found = words.exec(sentence);
    return found ? [sentence.slice(found.index + found[0].length)] : [];
  });
}

/** Whole URLs are left out: descriptions link to pages so. */
function pathsIn(text: string): Mention[] {
  return mentionsIn(text).filter(({ origin }) => origin === undefined);
}

/** An operation by its path, which may be written with that of the document's server in front. */
export function described(document: JsonObject, method: string, path: string): FoundOperation[] {
  const servers = Array.isArray(document.servers) ? document.servers : [];
  const bases = servers.flatMap((server) => {
    const url = isObject(server) && typeof server.url === "string" ? server.url : "";
    const base = url.replace(/^https?:\/\/[^/]*/, "").replace(/\/$/, "");
    return base !== "" && path.startsWith(`${base}/`) ? [path.slice(base.length)] : [];
  });
  const found = [path, ...bases].map((one) => find(document, `${method.toUpperCase()} ${one}`));
  return found.flatMap((one) => one ?? []).slice(0, 1);
}

/** What may be the id of an operation: in code, at the end of a link, or no word of a language. */
function idsIn(text: string): string[] {
  const marked = [...text.matchAll(/`([^`\s]{1,200})`|\]\((?:[^)\s]{0,300}[/#])([^)\s/#]{1,200})\)/g)].flatMap(
    ([, code, link]) => [code, link],
  );
  const words = text.match(/\b[A-Za-z][\w-]*(?:[/.][\w-]+)?\b/g) ?? [];
  const odd = words.filter((word) => /[a-z][A-Z]|[_\d/.]/.test(word));
  return [...new Set([...marked, ...odd])].flatMap((id) => id ?? []);
}
