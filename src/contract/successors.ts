import { isObject, type JsonObject, own } from "../json.ts";
import { type Description, methods, type Operation } from "./contract.ts";
import { all, anonymous, type FoundOperation, find, operationName, operations } from "./operations.ts";

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

/** What comes before the name of a successor. */
const handsOver =
  /(?<!\bnot |n't )\b(?:use|call|prefer|(?:migrate|move|switch|upgrade)(?: over)? to|(?:replaced|superseded|succeeded) (?:by|with)|in favou?r of|(?:successor|replacement) is)\b/i;
/** What comes before the name of what is replaced. */
const takesPlace = /\b(?:replaces|supersedes|(?:successor|replacement) (?:of|to|for))\b/i;

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
  return prose.split(/(?<=[.!?;])\s+|\n\s*\n/).flatMap((sentence) => {
    const found = words.exec(sentence);
    return found ? [sentence.slice(found.index + found[0].length)] : [];
  });
}

interface Named {
  readonly method?: string;
  readonly path: string;
}

/** `GET /v2/orders/{id}`, or a path alone. */
function pathsIn(text: string): Named[] {
  const found = text.matchAll(/(?:\b([A-Z]{3,7})\b[\s`*]{1,8})?(?<![\w/:.#(])(\/[\w{][^\s`*"'<>(),;]{0,300})/g);
  return [...found].map(([, method, path = ""]) => {
    const plain = path.replace(/[.:!?]+$/, "").replaceAll(/:(\w+)/g, "{$1}");
    return method && isMethod(method) ? { method, path: plain } : { path: plain };
  });
}

function isMethod(word: string): boolean {
  return methods.some((method) => method.toUpperCase() === word);
}

/** By its path, which may be written with that of the server in front. */
function described(document: JsonObject, method: string, path: string): FoundOperation[] {
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
