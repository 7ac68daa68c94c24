import { essence } from "../conformance/media-type.ts";
import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** The media type of a good answer, without its parameters. */
export const mediaType = fact({
  name: "mediaType",
  of: "operation",
  rules: [
    {
      id: "protocol-media-type-changed",
      level: "warning",
      text: "The answers have another media type of those that the contract documents.",
      todo: "Read the new media type, or ask for the old one in Accept.",
      example: "`application/json` becomes `application/hal+json`: a client that compares the type refuses the answer.",
    },
  ],
  read({ status, headers, content }) {
    if (status >= 300 || content.kind === "none" || headers["content-type"] === undefined) return undefined;
    return [essence(headers["content-type"])];
  },
  tell({ came, before }) {
    if (came.length === 0) return undefined;
    const text = `the answers are ${enumerate(came)}, and were ${enumerate(before, "or")}`;
    return { rule: "protocol-media-type-changed", text };
  },
});
