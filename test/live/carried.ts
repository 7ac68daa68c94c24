import type { Seen } from "../../src/live/protocol/fact.ts";
import type { Connection, Tls } from "../../src/runtime/index.ts";

/** A certificate for the year 2026. */
export const tls: Tls = {
  version: "TLSv1.3",
  authorized: true,
  validFrom: "2026-01-01T00:00:00.000Z",
  validTo: "2026-12-31T00:00:00.000Z",
  issuer: "C=US, O=Trust, Inc., CN=Trust R12",
  chainLength: 3,
};

/** An answer that says nothing but how it was carried. */
export function carried(connection: Partial<Connection>, startedAt = "2026-01-02T03:04:05Z"): Seen {
  return {
    status: 200,
    headers: {},
    content: { kind: "none" },
    request: { url: new URL("https://shop.example/orders"), headers: {} },
    startedAt,
    isStandIn: false,
    connection: { httpVersion: "2", phases: { headers: 20 }, ...connection },
  };
}
