import type { Use } from "../../impact/use.ts";
import { together } from "../edits.ts";
import type { Found, Kind, Proposed } from "../kind.ts";
import { type BecameList, becameList, namedAs, sendsJson } from "../list/became-list.ts";
import { type Absence, firstRead } from "../list/first-read.ts";
import { isInTypedQuery, isKnown, oneSent } from "../list/one-sent.ts";
import { renamed } from "../renamed.ts";
import { isAlwaysThere, typesOf } from "../schema.ts";
import type { Edit } from "../suggestion.ts";
import { isDeclaration } from "../type/declaration.ts";
import { retyped } from "../type/retyped.ts";
import { isShared } from "../value.ts";

/**
 * A value that became a list of such values, maybe by the plural of its name. A list of one is sent where the code sends
 * one; that the first is what is to be read is a guess.
 * @example `tag` becomes `tags`: `order.tag` becomes `order.tags[0]`.
 */
export const list: Kind = {
  name: "list",
  propose(found) {
    const became = becameList(found);
    if (!became || isShared(became)) return [];
    return became.about.kind === "response" ? read(became, found) : sent(became, found);
  },
  advise(found) {
    const became = becameList(found);
    const isWritten = became?.about.kind === "parameter" && became.from === became.to && became.takesOne;
    if (!isWritten) return undefined;
    return `Nothing has to change: a list of one is written as ${became.from} is now, unless that has the sign in it that stands between two.`;
  },
};

function read(became: BecameList, found: Found): Proposed[] {
  const { item, uses, from, to } = became;
  const retyping = {
    from: item,
    type: `${item}[]`,
    schema: (module: string) => `${module}.array(${module}.${item}())`,
  };
  const edits = together(
    uses.map((use) => {
      if (!isDeclaration(use)) return firstRead(use, became, absenceOf(became, found));
      const type = retyped(use, retyping, became);
      return type && from !== to ? [...renamed(use, from, to), ...type] : type;
    }),
  );
  return proposed(`Read the first of ${to}, which is a list now.`, edits, "likely");
}

function absenceOf({ about, before, after, to }: BecameList, { drift: { operation }, contracts }: Found): Absence {
  if ([before, after].some((schema) => typesOf(schema).includes("null"))) return "null";
  const now = namedAs(about, to);
  const isThere = operation && "pointer" in now && isAlwaysThere(contracts.published, operation, now);
  return isThere ? "never" : "missing";
}

function sent(became: BecameList, found: Found): Proposed[] {
  const { about, from, to, takesOne, uses } = became;
  const isBody = about.kind === "request" && sendsJson(found);
  if (!isBody && !(about.kind === "parameter" && about.in === "query")) return [];
  const [listed, written] = [uses.filter(isListed), uses.filter((use) => !isListed(use))];
  const ones = listed.map((use) => oneSent(use, became));
  const edits = together([...ones, ...written.map((use) => (from === to ? [] : renamed(use, from, to)))]);
  const isCertain = isBody && from === to && takesOne && listed.every(isKnown);
  return proposed(`Send a list of one as ${to}.`, edits, isCertain ? "verified" : "likely");

  function isListed(use: Use): boolean {
    return isBody || isInTypedQuery(use);
  }
}

function proposed(text: string, edits: readonly Edit[] | undefined, atMost: Proposed["atMost"]): Proposed[] {
  return edits && edits.length > 0 ? [{ text, edits, atMost }] : [];
}
