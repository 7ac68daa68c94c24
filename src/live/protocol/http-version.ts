import { fact } from "./fact.ts";

/** The version of HTTP that was agreed on. A proxy speaks for itself. */
export const httpVersion = fact({
  name: "httpVersion",
  of: "server",
  rules: [
    {
      id: "protocol-http-version-fell",
      level: "info",
      text: "The server speaks an older version of HTTP than when the contract was pinned.",
      todo: "Nothing, unless you count on many requests at once over one connection.",
      example: "HTTP/2 becomes HTTP/1.1: twenty calls at once need twenty connections.",
    },
    {
      id: "protocol-http-version-rose",
      level: "none",
      text: "The server speaks a newer version of HTTP than when the contract was pinned.",
      todo: "Nothing: clients agree with the server on a version.",
      example: "HTTP/1.1 becomes HTTP/2: header names arrive in lower case.",
    },
  ],
  read({ status, connection }) {
    if (status >= 400 || connection?.httpVersion === undefined || connection.proxy) return undefined;
    return [connection.httpVersion];
  },
  tell({ came: [now], before }) {
    if (now === undefined) return undefined;
    const fell = before.every((version) => Number(version) > Number(now));
    const text = `the server speaks HTTP/${now}, and spoke HTTP/${before.join(" or HTTP/")}`;
    return { rule: fell ? "protocol-http-version-fell" : "protocol-http-version-rose", text };
  },
});
