/** Fields of one connection, which a proxy keeps to itself (RFC 9110, section 7.6.1); and `Expect`, which Node answers. */
const ofOneConnection: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Raw fields, names and values in turn, without those of the connection, also those that `Connection` names. */
export function endToEnd(raw: readonly string[], also: readonly string[] = []): string[] {
  const fields = raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ""] as const] : []));
  const named = fields
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/));
  const dropped = new Set([...ofOneConnection, ...named, ...also]);
  return fields.filter(([name]) => !dropped.has(name.toLowerCase())).flat();
}
