import { isSameOperation } from "../../drift/operation.ts";
import { aboutOf } from "../../impact/about.ts";
import { wrappedIn } from "../answer/envelope.ts";
import { pagingOf } from "../answer/paging.ts";
import { takenFrom } from "../answer/taken-from.ts";
import type { Kind } from "../kind.ts";

/**
 * An answer that is in an envelope now: it is taken out where it comes into the code.
 * @example `await response.json()` becomes `(await response.json()).data`.
 */
export const wrapped: Kind = {
  name: "wrapped",
  isAtEntrance: true,
  propose({ drift, uses, bodies, contracts }) {
    const { operation } = drift;
    const isRead = uses.length > 0 && aboutOf(drift, contracts).kind === "response";
    const envelope = operation && isRead ? wrappedIn(contracts, operation) : undefined;
    if (!operation || envelope === undefined || pagingOf(contracts, operation)) return [];
    const { name, isSame } = envelope;
    const own = bodies((other) => wrappedIn(contracts, other)?.name === name);
    const edits = own
      .filter(({ operations }) => operations.some((one) => isSameOperation(one, operation)))
      .flatMap((body) => takenFrom(body, name));
    return edits.length > 0
      ? [{ text: `Take the answer out of ${name}.`, edits, atMost: isSame ? "verified" : "likely" }]
      : [];
  },
};
