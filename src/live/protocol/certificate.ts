import type { Tls } from "../../runtime/index.ts";
import { parseTime } from "../transport/time.ts";
import { fact, type Seen } from "./fact.ts";
import { enumerate } from "./words.ts";

/** Who issued the server's certificate: the organisation, since authorities take turns with their intermediates. */
export const certificateIssuer = fact({
  name: "certificateIssuer",
  of: "server",
  rules: [
    {
      id: "protocol-certificate-issuer-changed",
      level: "info",
      text: "Another authority issued the server's certificate than when the contract was pinned.",
      todo: "Nothing, unless you pin certificates or trust only some authorities.",
      example:
        "the certificate comes from another authority: a client with its own list of authorities cannot connect.",
    },
  ],
  read(seen) {
    const tls = secured(seen);
    return tls && [organisation(tls.issuer)];
  },
  tell({ came, before }) {
    if (came.length === 0) return undefined;
    const text = `the server's certificate is issued by ${enumerate(came)}, and was by ${enumerate(before, "or")}`;
    return { rule: "protocol-certificate-issuer-changed", text };
  },
});

/** How many certificates lead from the server's to the root. */
export const certificateChain = fact({
  name: "certificateChain",
  of: "server",
  rules: [
    {
      id: "protocol-certificate-chain-changed",
      level: "none",
      text: "The chain of certificates is longer or shorter than when the contract was pinned.",
      todo: "Nothing, unless you pin an intermediate certificate.",
      example: "an intermediate is left out: a client that does not know it cannot connect.",
    },
  ],
  read(seen) {
    const tls = secured(seen);
    return tls && [String(tls.chainLength)];
  },
  tell({ came: [now], before }) {
    if (now === undefined) return undefined;
    const text = `the chain has ${now} certificates, and had ${enumerate(before, "or")}`;
    return { rule: "protocol-certificate-chain-changed", text };
  },
});

/** Whether the certificate ends soon: its day, or else `later`. */
export const certificateEnd = fact({
  name: "certificateEnd",
  of: "server",
  rules: [
    {
      id: "protocol-certificate-expiring",
      level: "warning",
      text: "The server's certificate expires within 14 days, and is late to be renewed.",
      todo: "Tell the vendor: every call fails from that day on.",
      example: "the certificate ends on Saturday, and nobody has renewed it: all calls fail on Sunday.",
    },
  ],
  read(seen) {
    const tls = secured(seen);
    const now = parseTime(seen.startedAt);
    return tls === undefined || now === undefined ? undefined : [endsSoon(tls, now) ? day(tls.validTo) : "later"];
  },
  tell({ came: [end] }) {
    if (end === undefined || end === "later") return undefined;
    return { rule: "protocol-certificate-expiring", text: `the server's certificate expires on ${end}`, same: [] };
  },
});

/** Through a proxy, the certificate may be the proxy's own. */
function secured({ status, connection }: Seen): Tls | undefined {
  return status >= 400 || connection?.proxy ? undefined : connection?.tls;
}

/** `O=Example, CN=Example CA` without what takes turns. */
function organisation(issuer: string): string {
  const names = new Map(
    issuer.split(/,\s*(?=[A-Za-z]+=)|\n/).map((part) => {
      const [name = "", ...value] = part.split("=");
      return [name.trim().toUpperCase(), value.join("=").trim()];
    }),
  );
  return (names.get("O") ?? names.get("CN") ?? "unnamed").replaceAll(/,\s*/g, " ");
}

const fortnightMs = 14 * 24 * 60 * 60 * 1000;

/**
 * Certificates that live for days are always near their end. Renewal is due in the last third of a life, so one that is
 * in its last sixth is late, however long it lives.
 */
function endsSoon({ validFrom, validTo }: Tls, now: number): boolean {
  const from = parseTime(validFrom);
  const to = parseTime(validTo);
  return from !== undefined && to !== undefined && to - now < Math.min(fortnightMs, (to - from) / 6);
}

function day(iso: string): string {
  return iso.slice(0, 10);
}
