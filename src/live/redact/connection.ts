import type { Connection } from "../../runtime/index.ts";

/** How an exchange was carried, with the names that a certificate has redacted: whoever issues one writes what he likes. */
export function redactConnection({ tls, ...rest }: Connection, text: (text: string) => string): Connection {
  if (tls === undefined) return rest;
  const { issuer, subjectAltName, ...facts } = tls;
  return {
    ...rest,
    tls: {
      ...facts,
      issuer: text(issuer),
      ...(subjectAltName !== undefined && { subjectAltName: text(subjectAltName) }),
    },
  };
}
