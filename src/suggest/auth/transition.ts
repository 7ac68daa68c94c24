import type { Operation } from "../../contract/contract.ts";
import type { Contracts } from "../../impact/about.ts";
import { type Credential, credentialsOf } from "../../impact/credentials.ts";

/** What callers identify themselves with now, in place of something that is no longer enough. */
export interface Transition {
  readonly from: Credential;
  readonly to: Credential;
  /** Whether it is certainly the same kind of secret, sent in another way. */
  readonly isSameSecret: boolean;
}

/**
 * How the credentials of an operation changed. Nothing where several others would do, for only the team knows which of
 * them it has; and nothing for OAuth, whose tokens have to be asked for.
 */
export function transitionsOf(operation: Operation, { pinned, published }: Contracts): Transition[] {
  const before = credentialsOf(operation, pinned);
  const after = published ? credentialsOf(operation, published) : [];
  const gone = before.filter(
    (way) => !after.some((other) => other.every((one) => way.some((own) => isSame(own, one)))),
  );
  return gone.flatMap((way) => pairs(way, waysFor(way, after))).filter(({ from, to }) => !isSame(from, to));
}

/** Whether both are sent in the same way. The name of a header knows no case (RFC 9110, section 5.1). */
export function isSame(one: Credential, other: Credential): boolean {
  return isSameCarrier(one, other) && one.word === other.word;
}

/** Whether both are of one place and name. */
export function isSameCarrier(one: Pick<Credential, "in" | "name">, other: Pick<Credential, "in" | "name">): boolean {
  const isOfHeader = one.in === "header" && one.name.toLowerCase() === other.name.toLowerCase();
  return one.in === other.in && (isOfHeader || one.name === other.name);
}

/** The ways that may take the place of another: those that need as much and no token to be asked for; by name, if there is one. */
function waysFor(way: readonly Credential[], after: readonly (readonly Credential[])[]): (readonly Credential[])[] {
  const able = after.filter((other) => other.length === way.length && other.every(({ type }) => type !== "oauth2"));
  const named = able.filter((other) => way.every(({ scheme }) => other.some((one) => one.scheme === scheme)));
  return named.length > 0 ? named : able;
}

function pairs(way: readonly Credential[], [only, ...others]: readonly (readonly Credential[])[]): Transition[] {
  if (only === undefined || others.length > 0) return [];
  const isNamed = (one: Credential) => only.some(({ scheme }) => scheme === one.scheme);
  const [left] = only.filter(({ scheme }) => way.every((one) => one.scheme !== scheme));
  const isClear = way.filter((one) => !isNamed(one)).length <= 1;
  return way.flatMap((from) => {
    const to = only.find(({ scheme }) => scheme === from.scheme) ?? (isClear ? left : undefined);
    return to ? [{ from, to, isSameSecret: isSameSecret(from, to) }] : [];
  });
}

/** A key stays a key; where the description keeps the name of the scheme or the header, it tells of the form alone. */
function isSameSecret(from: Credential, to: Credential): boolean {
  if (from.type !== "apiKey" || to.word === "basic") return false;
  return to.type === "apiKey" || from.scheme === to.scheme || isSameCarrier(from, to);
}
