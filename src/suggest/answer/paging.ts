import type { Operation } from "../../contract/contract.ts";
import type { Contracts } from "../../impact/about.ts";
import { parametersOf } from "../../impact/parameters.ts";
import { join } from "../../json.ts";
import { schemaOf, typesOf } from "../schema.ts";
import { wrappedIn } from "./envelope.ts";

/** How a list comes in pages now that came as a whole. */
export interface Paging {
  /** The member of a page that holds its items. */
  readonly items: string;
  /** Where the next page is; absent where nobody can tell from the contract. */
  readonly next?: Next | undefined;
}

export interface Next {
  /** The member of a page that says so; null or missing on the last one. */
  readonly member: string;
  readonly type: "string" | "number";
  /** The query parameter that takes it; absent where it is an address. */
  readonly parameter?: string | undefined;
}

/** Undefined where the answer is no list of pages, or was one before. */
export function pagingOf(contracts: Contracts, operation: Operation): Paging | undefined {
  const { pinned, published } = contracts;
  const isList = typesOf(schemaOf(pinned, operation, whole)).includes("array");
  const envelope = isList ? wrappedIn(contracts, operation) : undefined;
  if (!published || envelope === undefined || !envelope.beside.some((name) => paging.test(plain(name))))
    return undefined;
  return { items: envelope.name, next: nextOf(envelope.beside, contracts, operation) };
}

const whole = { kind: "response", pointer: "" } as const;

function nextOf(beside: readonly string[], { published }: Contracts, operation: Operation): Next | undefined {
  const members = beside.filter((name) => cursors.test(plain(name)) || addresses.test(plain(name)));
  const [member] = members;
  if (!published || member === undefined || members.length > 1) return undefined;
  const schema = schemaOf(published, operation, { kind: "response", pointer: join("", member) });
  const [type, ...more] = typesOf(schema).filter((one) => one !== "null");
  if (more.length > 0 || (type !== "string" && type !== "integer" && type !== "number")) return undefined;
  const isAddress = /^uri/.test(String(schema?.format ?? ""));
  if (isAddress) return { member, type: "string" };
  const taking = parametersOf(operation, published).filter(
    (parameter) => parameter.in === "query" && takers.test(plain(parameter.name)),
  );
  const [taker, ...others] = taking;
  return taker === undefined || others.length > 0
    ? undefined
    : { member, type: type === "string" ? "string" : "number", parameter: taker.name };
}

/** `next_cursor`, `nextCursor` and `Next-Cursor` are one name. */
function plain(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

const cursors = /^(next|nextcursor|endcursor|cursor|nextpagetoken|nexttoken|continuationtoken|continuation|after)$/;
const addresses = /^next(url|uri|link|href|page|pageurl)?$/;

/** Members that only pages have. */
const paging = new RegExp(
  `${cursors.source}|${addresses.source}|^(has(more|next)|more|total(count|pages|items)?|count|page|pages|paging|pagination|limit|offset|meta|links)$`,
);

/** Parameters that ask for the page behind a cursor. */
const takers =
  /^(cursor|after|startingafter|startafter|pagetoken|nexttoken|nextcursor|continuationtoken|continuation|next)$/;
