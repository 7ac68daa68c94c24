import type { Level } from "../../config/level.ts";
import { canonical, escapeToken, isObject, type Json } from "../../json.ts";
import { memberOf, members, type Place, referred } from "../side.ts";
import type { OperationEvent, OperationRule, OperationView } from "./operation.ts";
import { responsesOf } from "./responses.ts";

/**
 * Which operation an answer leads to, and with which values. A client that follows links finds its next call there; for
 * all others it is a note, so a link that is gone is a warning.
 * @see OpenAPI 3.1.1, section 4.8.20
 */
export const links: OperationRule<Id> = {
  example: "the link `receipt` of an order leads nowhere any more: a client that follows it stops there.",
  events: {
    "response-link-removed": event("warning", "is gone", "Call the operation that it led to by yourself."),
    "response-link-changed": event(
      "warning",
      "leads elsewhere, or with other values",
      "Check what it is followed for.",
    ),
    "response-link-added": event("info", "is new", "Nothing to do."),
  },
  reads: ["responses"],
  compare(base, revision, walk) {
    const after = responsesOf(revision);
    for (const [code, response] of responsesOf(base)) {
      const other = after.get(code);
      if (!other || walk.same(response.node, other.node)) continue;
      const [was, is] = [linksOf(response, base), linksOf(other, revision)];
      for (const name of new Set([...was.keys(), ...is.keys()])) {
        const id = changeOf(was.get(name)?.node, is.get(name)?.node);
        if (id)
          walk.emit(id, {
            base: name,
            pointer: `${base.node.pointer}/responses/${code}/links/${escapeToken(name)}`,
            place: `responses/${code}/links/${name}`,
            subject: `response ${code}`,
            baseAt: was.get(name)?.pointer ?? response.pointer,
            revisionAt: is.get(name)?.pointer ?? other.pointer,
          });
      }
    }
  },
};

type Id = `response-link-${"removed" | "changed" | "added"}`;

function event(consumer: Level, text: string, todo: string): OperationEvent {
  return {
    direction: "response",
    level: { consumer, provider: "info" },
    case: { base: "receipt" },
    text: ({ base }) => `link ${base} ${text}`,
    todo,
  };
}

function linksOf(response: Place, { side }: OperationView): ReadonlyMap<string, Place> {
  return new Map(
    [...members(memberOf(response, "links"))].flatMap(([name, listed]) => {
      const place = referred(listed, side);
      return place ? [[name, place] as const] : [];
    }),
  );
}

function changeOf(base: Json | undefined, revision: Json | undefined): Id | undefined {
  if (base === undefined) return "response-link-added";
  if (revision === undefined) return "response-link-removed";
  return meaning(base) === meaning(revision) ? undefined : "response-link-changed";
}

function meaning(link: Json): string {
  if (!isObject(link)) return canonical(link);
  const { description: _prose, ...rest } = link;
  return canonical(rest);
}
