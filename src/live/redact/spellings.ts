/**
 * The ways in which a vendor may repeat a secret that it was sent, the longest first: as it is, escaped for a URL, for
 * JSON or for HTML, in hex, and in base64 wherever in a longer text it stood.
 */
export function spellings(secrets: readonly string[]): string[] {
  const all = secrets
    .filter((secret) => secret !== "")
    .flatMap((secret) => [secret, ...escaped(secret), ...coded(secret)]);
  return [...new Set(all)].sort((a, b) => b.length - a.length);
}

function escaped(secret: string): string[] {
  const inUrl = encodeURIComponent(secret);
  return [
    inUrl,
    inUrl.replaceAll(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase()),
    encodeURIComponent(inUrl),
    new URLSearchParams([["", secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"), // as PHP writes it
    inHtml(secret),
  ];
}

function inHtml(secret: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return secret.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Shorter ones would be found in everything. */
const shortestToDecode = 6;

function coded(secret: string): string[] {
  if (secret.length < shortestToDecode) return [];
  const hex = Buffer.from(secret).toString("hex");
  return [hex, hex.toUpperCase(), ...inBase64(secret)];
}

/** Base64 knows three spellings of a text, by where in a group of three bytes it begins (RFC 4648, section 4). */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const padding = text.length - text.replaceAll("=", "").length;
    // The first and the last letter also hold bits of the neighbours.
    const own = text.slice(Math.ceil((before * 4) / 3), padding === 0 ? undefined : -(padding + 1));
    return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
