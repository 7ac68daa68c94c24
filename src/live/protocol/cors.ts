import { fact } from "./fact.ts";
import { elements, enumerate } from "./words.ts";

/** What a browser may do with the answer, where the request said its Origin (Fetch standard, section 3.3). */
export const cors = fact({
  name: "cors",
  of: "operation",
  rules: [
    {
      id: "protocol-cors-removed",
      level: "breaking",
      text: "A browser may no longer read what it could when the contract was pinned.",
      todo: "Call the vendor from your server, or ask it to allow your origin again.",
      example: "`access-control-allow-origin` is gone: `fetch` in a browser throws.",
    },
    {
      id: "protocol-cors-added",
      level: "none",
      text: "A browser may read more than when the contract was pinned.",
      todo: "Nothing.",
      example: "`access-control-expose-headers: link` is new.",
    },
  ],
  read({ status, headers, request }) {
    const { origin } = request.headers;
    if (status >= 400 || origin === undefined) return undefined;
    const allowed = headers["access-control-allow-origin"]?.trim();
    const allows = allowed === "*" || allowed === origin;
    return [
      ...(allows ? ["the answer"] : []),
      ...(allows && headers["access-control-allow-credentials"]?.trim() === "true" ? ["it with credentials"] : []),
      ...(allows ? elements(headers["access-control-expose-headers"]).map((name) => `the header ${name}`) : []),
    ].sort();
  },
  tell({ came, went }) {
    if (went.length > 0)
      return { rule: "protocol-cors-removed", text: `a browser may no longer read ${enumerate(went)}` };
    return came.length > 0
      ? { rule: "protocol-cors-added", text: `a browser may now read ${enumerate(came)}` }
      : undefined;
  },
});
