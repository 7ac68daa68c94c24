import { isJson } from "../conformance/media-type.ts";
import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** How text is encoded. JSON is always UTF-8 (RFC 8259, section 8.1), so there it is no matter whether it is said. */
export const charset = fact({
  name: "charset",
  of: "operation",
  rules: [
    {
      id: "protocol-charset-changed",
      level: "warning",
      text: "The answers say another character encoding than when the contract was pinned.",
      todo: "Decode the answer by its charset.",
      example: "`text/csv; charset=utf-8` becomes `iso-8859-1`: `é` is read as a broken character.",
    },
  ],
  read({ status, headers: { "content-type": type }, content }) {
    if (status >= 300 || content.kind === "none" || type === undefined) return undefined;
    const said = /;\s*charset\s*=\s*"?([\w.:+-]{1,40})/i.exec(type)?.[1]?.toLowerCase();
    if (said !== undefined) return [said === "utf8" ? "utf-8" : said];
    return isJson(type) ? ["utf-8"] : [];
  },
  tell({ came, before }) {
    if (came.length === 0 || before.length === 0) return undefined;
    return {
      rule: "protocol-charset-changed",
      text: `the charset is ${enumerate(came)}, and was ${enumerate(before, "or")}`,
    };
  },
});
