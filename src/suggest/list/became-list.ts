import { isDeepStrictEqual } from "node:util";
import { find, operationName } from "../../contract/operations.ts";
import { objectBehind } from "../../contract/reference.ts";
import { aboutOf } from "../../impact/about.ts";
import type { Subject } from "../../impact/use.ts";
import { isObject, type JsonObject, join, tokens } from "../../json.ts";
import type { Found } from "../kind.ts";
import { nameOf } from "../name.ts";
import { schemaOf, typesOf } from "../schema.ts";
import { type Plain, plainType } from "../type/changed-type.ts";
import { meaningOf, type Value, valueIn } from "../value.ts";

/** A plain value that is a list of such values from now on, maybe by the plural of its name. */
export interface BecameList extends Value {
  readonly about: Subject;
  readonly from: string;
  readonly to: string;
  /** The type of the value, and of the items. */
  readonly item: Plain;
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Whether a list of one is allowed, and each value that was allowed is allowed in it. */
  readonly takesOne: boolean;
}

/** What a drift says of a value that became a list; undefined where it says none. */
export function becameList(found: Found): BecameList | undefined {
  const { drift, contracts } = found;
  const { operation, rule } = drift;
  const about = aboutOf(drift, contracts);
  const from = nameOf(about);
  const { pinned, published } = contracts;
  if (!operation || !published || from === undefined || !rules.test(rule)) return undefined;
  const before = schemaOf(pinned, operation, about);
  const item = before && plainType(before);
  if (!before || !item) return undefined;
  const to = rule.endsWith("removed") ? pluralsOf(from).find(isNew) : from;
  const after = to === undefined ? undefined : listAt(to);
  const items = after && objectBehind(published.document, after.items);
  if (to === undefined || !after || !items || plainType(items) !== item) return undefined;
  const takesOne = isOneAllowed(after) && isDeepStrictEqual(meaningOf(before), meaningOf(items));
  return { about, from, to, item, before, after, takesOne, ...valueIn(found) };

  function isNew(name: string): boolean {
    return operation !== undefined && !schemaOf(pinned, operation, namedAs(about, name)) && listAt(name) !== undefined;
  }

  function listAt(name: string): JsonObject | undefined {
    const schema = operation && schemaOf(published, operation, namedAs(about, name));
    const [type, ...others] = typesOf(schema).filter((one) => one !== "null");
    return type === "array" && others.length === 0 ? schema : undefined;
  }
}

const rules =
  /^(response-(required-|optional-)?property-(removed|type-changed)|request-(property|parameter)-(removed|type-changed))$/;

/** The same place by another name. */
export function namedAs(about: Subject, name: string): Subject {
  if ("name" in about) return { ...about, name };
  return "pointer" in about ? { ...about, pointer: join("", ...tokens(about.pointer).slice(0, -1), name) } : about;
}

/** `tags`, `categories`, `addresses`; in queries also `tag[]`. */
function pluralsOf(name: string): string[] {
  const plurals = [`${name}s`, `${name}es`, name.replace(/([^aeiou])y$/, "$1ies")].filter((one) => one !== name);
  return [...plurals, ...plurals.map((one) => `${one}[]`), `${name}[]`];
}

function isOneAllowed({ minItems, maxItems }: JsonObject): boolean {
  return !(typeof minItems === "number" && minItems > 1) && !(typeof maxItems === "number" && maxItems < 1);
}

/** Whether the body of a request is JSON, by the published contract. */
export function sendsJson({ drift: { operation }, contracts: { published } }: Found): boolean {
  const found = operation && published && find(published.document, operationName(operation));
  const content = found && objectBehind(published.document, found.node.requestBody)?.content;
  return isObject(content) && Object.keys(content).some((mediaType) => /json/i.test(mediaType));
}
