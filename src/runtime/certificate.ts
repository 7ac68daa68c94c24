import type { DetailedPeerCertificate, TLSSocket } from "node:tls";
import type { Tls } from "./index.ts";

/** What a server showed of itself in its handshake; undefined where there is nothing to see yet, or no more. */
export function certificateOf(socket: TLSSocket): Tls | undefined {
  const certificate = socket.getPeerCertificate(true);
  const version = socket.getProtocol();
  if (version === null || !certificate?.valid_to) return undefined;
  return {
    version,
    cipher: socket.getCipher().name,
    authorized: socket.authorized,
    validFrom: new Date(certificate.valid_from).toISOString(),
    validTo: new Date(certificate.valid_to).toISOString(),
    issuer: name(certificate.issuer),
    ...(certificate.subjectaltname !== undefined && { subjectAltName: certificate.subjectaltname }),
    chainLength: chainLength(certificate),
  };
}

function name(issuer: Readonly<Record<string, string | string[] | undefined>>): string {
  return Object.entries(issuer)
    .map(([key, value]) => `${key}=${[value].flat().join("+")}`)
    .join(", ");
}

/** A root is its own issuer. */
function chainLength(certificate: DetailedPeerCertificate): number {
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = certificate;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    next = next.issuerCertificate;
  }
  return seen.size;
}
