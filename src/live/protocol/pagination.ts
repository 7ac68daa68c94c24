import { paginationStyle } from "../probe/pagination.ts";
import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** Where a list tells its next page: in its Link header, or in members of its body. A list on one page may not tell. */
export const pagination = fact({
  name: "pagination",
  of: "operation",
  rules: [
    {
      id: "protocol-pagination-changed",
      level: "breaking",
      text: "A list tells its next page in another place than when the contract was pinned.",
      todo: "Follow the new way to the next page: the old one ends after the first.",
      example: '`link: <…>; rel="next"` becomes `next_cursor` in the body: a client that follows links sees one page.',
    },
  ],
  read({ status, headers, content }) {
    if (status >= 300) return undefined;
    const body = content.kind === "json" ? content.value : undefined;
    const styles = [paginationStyle({ headers, body: undefined }), paginationStyle({ headers: {}, body })];
    const found = styles.filter((style) => style !== undefined);
    return found.length > 0 ? found : undefined;
  },
  tell({ came, went }) {
    if (came.length === 0 || went.length === 0) return undefined;
    const text = `the next page is told by ${enumerate(came.map(told))}, and was by ${enumerate(went.map(told))}`;
    return { rule: "protocol-pagination-changed", text };
  },
});

function told(style: string): string {
  return style === "link" ? "the Link header" : `${style} of the body`;
}
