import type { Operation } from "../../contract/contract.ts";
import { operations } from "../../contract/operations.ts";
import type { JsonObject } from "../../json.ts";

/** What the parts of a shim are called in code. */
export interface Names {
  /** What is answered: `order`. */
  readonly noun: string;
  /** One of several of these. */
  readonly item: string;
  /** `orderAsBefore` */
  readonly function: string;
  /** `OrderNow` */
  readonly type: string;
}

/**
 * Names for the shim of an operation, by its path: as many segments as tell it from the other operations of the contract.
 * They are the same whatever else needs a shim.
 */
export function namesFor(operation: Operation, document: JsonObject): Names {
  const all = operations(document);
  const noun = nounsOf(operation).find((one) => isOnly(one, operation, all)) ?? numbered(operation, all);
  const upper = noun.charAt(0).toUpperCase() + noun.slice(1);
  const [local, item] = [noun, singular(noun)].map((name) => (reserved.has(name) || name === "" ? "answer" : name));
  return {
    noun: local ?? noun,
    item: item === local || item === undefined ? "item" : item,
    function: `${noun === "" ? "answer" : noun}AsBefore`,
    type: `${upper === "" ? "Answer" : upper}Now`,
  };
}

/** `shop-compat`: the file that shims of a vendor are in, without its ending. */
export function fileStem(vendor: string): string {
  const safe = vendor
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${safe === "" ? "vendor" : safe}-compat`;
}

/** What is the whole of one path goes to that, though it is the end of others. */
function isOnly(noun: string, operation: Operation, all: readonly Operation[]): boolean {
  const isWhole = nounsOf(operation).at(-1) === noun;
  const having = all.filter((one) => (isWhole ? nounsOf(one).at(-1) === noun : nounsOf(one).includes(noun)));
  return having.length === 1;
}

function numbered(operation: Operation, all: readonly Operation[]): string {
  const noun = nounsOf(operation).at(-1);
  const alike = all.filter((one) => nounsOf(one).at(-1) === noun);
  return `${noun}${1 + alike.findIndex(({ method, path }) => method === operation.method && path === operation.path)}`;
}

/** Shortest first; versions are only in the last one. `GET /orders/{id}` gives an order; other methods are named. */
function nounsOf({ method, path }: Operation): string[] {
  const segments = path.split("/").map((segment) => segment.replace(/\{[^{}]*\}/g, ""));
  const said = segments.filter((segment) => /[a-z]/i.test(segment));
  const words = said.filter((segment) => !/^v\d+([.-]\d+)*$/i.test(segment));
  const isOne = /\{[^{}]*\}\/?$/.test(path);
  const named = (some: readonly string[]) => {
    const last = some.at(-1) ?? "";
    return camel([method === "get" ? "" : method, ...some.slice(0, -1).map(singular), isOne ? singular(last) : last]);
  };
  return [...words.map((_, i) => named(words.slice(-1 - i))), named(said)];
}

function camel(parts: readonly string[]): string {
  const words = parts.flatMap((part) => part.replace(/([a-z])([A-Z])/g, "$1 $2").match(/[a-z0-9]+/gi) ?? []);
  const joined = words
    .map((word, i) => (i === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join("");
  return joined.replace(/^\d+/, "");
}

function singular(word: string): string {
  if (/(ss|us|is|news|series)$/i.test(word)) return word;
  if (/ies$/i.test(word)) return word.replace(/ies$/i, "y");
  if (/(x|ch|sh|ss|z)es$/i.test(word)) return word.replace(/es$/i, "");
  return word.replace(/s$/i, "");
}

/** Words that no variable may have as its name. */
const reserved: ReadonlySet<string> = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield`.split(/\s+/),
);
