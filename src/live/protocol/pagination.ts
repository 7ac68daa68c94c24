import { fact } from "./fact.ts";
import { relations } from "./link.ts";
import { enumerate } from "./words.ts";

/** How a list goes on. A list that fits on one page does not tell. */
export const pagination = fact({
  name: "pagination",
  of: "operation",
  rules: [
    {
      id: "protocol-pagination-changed",
      level: "breaking",
      text: "Lists go on in another way than when the contract was pinned.",
      todo: "Follow the new way to the next page: the old one ends after the first.",
      example: '`link: <…>; rel="next"` becomes `next_cursor` in the body: a client that follows links sees one page.',
    },
  ],
  read({ status, headers }) {
    const isPaged = relations(headers.link).some((relation) => pages.has(relation));
    return status < 300 && isPaged ? ["link"] : undefined;
  },
  tell({ came, before }) {
    if (came.length === 0) return undefined;
    const text = `the next page is found by ${enumerate(came)}, and was by ${enumerate(before, "or")}`;
    return { rule: "protocol-pagination-changed", text };
  },
});

const pages: ReadonlySet<string> = new Set(["next", "prev", "previous", "first", "last"]);
