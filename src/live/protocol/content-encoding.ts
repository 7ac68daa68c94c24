import { fact } from "./fact.ts";
import { elements, enumerate } from "./words.ts";

/** How good answers are compressed (RFC 9110, section 8.4). Every client that asks for it can read it. */
export const contentEncoding = fact({
  name: "contentEncoding",
  of: "operation",
  rules: [
    {
      id: "protocol-content-encoding-changed",
      level: "none",
      text: "The answers are compressed in another way than when the contract was pinned.",
      todo: "Nothing, unless you decompress answers yourself.",
      example: "`gzip` becomes `br`: a client that asks for `br` and cannot read it gets bytes.",
    },
  ],
  read({ status, headers, content }) {
    return status >= 300 || content.kind === "none" ? undefined : elements(headers["content-encoding"]);
  },
  tell({ came, went }) {
    if (came.length === 0 && went.length === 0) return undefined;
    const text =
      came.length > 0 ? `the answers are compressed by ${enumerate(came)}` : `the answers are no longer compressed`;
    return { rule: "protocol-content-encoding-changed", text };
  },
});
