import { fact } from "./fact.ts";

/** The version of TLS that was agreed on. A proxy may speak for itself. */
export const tlsVersion = fact({
  name: "tlsVersion",
  of: "server",
  rules: [
    {
      id: "protocol-tls-version-fell",
      level: "warning",
      text: "The server agrees on an older version of TLS than when the contract was pinned.",
      todo: "Tell the vendor; a client that asks for the newer version fails already.",
      example: "TLS 1.3 becomes TLS 1.2: a client with `minVersion: TLSv1.3` cannot connect.",
    },
    {
      id: "protocol-tls-version-rose",
      level: "none",
      text: "The server agrees on a newer version of TLS than when the contract was pinned.",
      todo: "Nothing: clients agree with the server on a version.",
      example: "TLS 1.2 becomes TLS 1.3.",
    },
  ],
  read({ status, connection }) {
    if (status >= 400 || connection?.tls === undefined || connection.proxy) return undefined;
    return [connection.tls.version];
  },
  tell({ came: [now], before }) {
    if (now === undefined) return undefined;
    const fell = before.every((version) => version > now); // TLSv1, TLSv1.1, TLSv1.2, TLSv1.3 sort as they follow
    const text = `the server agrees on ${now}, and agreed on ${before.join(" or ")}`;
    return { rule: fell ? "protocol-tls-version-fell" : "protocol-tls-version-rose", text };
  },
});
