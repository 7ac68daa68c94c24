import { isSameOperation } from "../../drift/operation.ts";
import { aboutOf } from "../../impact/about.ts";
import { pageLoop } from "../answer/page-loop/index.ts";
import { pagingOf } from "../answer/paging.ts";
import { takenFrom } from "../answer/taken-from.ts";
import type { Kind } from "../kind.ts";

/**
 * A list that comes in pages now: the code goes on to the next one until there is none. Where the request cannot be
 * repeated in place, the first page is read, and a person decides about the others.
 * @example `await response.json()` is read in a loop, with `?cursor=` in the address from the second time on.
 */
export const paged: Kind = {
  name: "paged",
  isAtEntrance: true,
  propose({ drift, uses, ofOperation, bodies, contracts }) {
    const { operation } = drift;
    const isRead = uses.length > 0 && aboutOf(drift, contracts).kind === "response";
    const paging = operation && isRead ? pagingOf(contracts, operation) : undefined;
    if (!operation || paging === undefined) return [];
    const { items, next } = paging;
    const calls = ofOperation.filter(({ subject }) => subject.kind === "call");
    const own = bodies((other) => pagingOf(contracts, other)?.items === items).filter(({ operations }) =>
      operations.some((one) => isSameOperation(one, operation)),
    );
    const loops = own.map((body) => next && pageLoop(body, { items, next }, calls));
    const edits = loops.flatMap((loop) => loop ?? []);
    const first = own.flatMap((body, i) => (loops[i] ? [] : takenFrom(body, items)));
    const more = next ? `${next.member} leads to the others` : "the others have to be asked for";
    return [
      ...(edits.length > 0 ? [{ text: `Read all pages: ${next?.member} leads to the next.`, edits, atMost }] : []),
      ...(first.length > 0
        ? [{ text: `Read the first page, in ${items}: ${more}.`, edits: first, atMost: "placeholder" as const }]
        : []),
    ];
  },
};

/** That the vendor takes the cursor in that parameter is what names say, no more. */
const atMost = "likely" as const;
