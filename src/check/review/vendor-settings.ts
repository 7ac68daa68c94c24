import type { Probe, Vendor } from "../../config/schema.ts";

/**
 * What of a vendor's settings weakens its checks, or lets them call, send or change something that they did not before.
 * @param was absent for a new vendor
 * @param now absent for one that is gone
 */
export function vendorSettings(was: Vendor | undefined, now: Vendor | undefined): string[] {
  if (now === undefined) return ["the vendor is gone from the configuration: it is no longer checked"];
  return [
    ...gained(addressesOf, was, now, (address) => `${address} would be asked, which is not asked so far`),
    ...gained(secretsOf, was, now, (secret) => `the secret ${secret} would be sent to this vendor`),
    ...gained(unsafeProbes, was, now, (probe) => `the unsafe probe ${probe} would be sent`),
    ...claims(now.allowPrivate && !was?.allowPrivate, "private addresses may be reached (allow-private)"),
    ...claims(now.sandbox && !was?.sandbox, "the server counts as a sandbox: unsafe probes may be sent"),
    ...(was ? weakened(was, now) : []),
  ];
}

function weakened(was: Vendor, now: Vendor): string[] {
  const asked = new Set(now.probes.map(({ operation }) => operation));
  return [
    ...claims(
      was.source.join() !== now.source.join(),
      `the source is ${now.source.join(", ")}, was ${was.source.join(", ")}`,
    ),
    ...narrowed(was.include, now.include),
    ...lost(({ probes }: Vendor) => probes.map(({ operation }) => operation), was, now)
      .filter((operation) => !asked.has(operation))
      .map((operation) => `the probe ${operation} is gone`),
    ...claims(now.autoProbes < was.autoProbes, `at most ${now.autoProbes} automatic probes, were ${was.autoProbes}`),
    ...lost(({ recordings = [] }: Vendor) => recordings, was, now).map((glob) => `the recordings ${glob} are gone`),
    ...lost(({ code }: Vendor) => code, was, now).map((glob) => `the code ${glob} is no longer looked at`),
    ...lost(secretNames, was, now).map((name) => `${name} is no longer taken for secret`),
  ];
}

/** No `include` at all means every operation. */
function narrowed(was: Vendor["include"], now: Vendor["include"]): string[] {
  if (now === undefined) return [];
  if (was === undefined) return [`only ${now.join(", ")} would be included in the next pin, was everything`];
  return was.filter((each) => !now.includes(each)).map((each) => `${each} would not be included in the next pin`);
}

/** Hosts, and places such as `npm:name` that stand for one. */
function addressesOf({ source, server, fallbackServers, statusPage, health, auth }: Vendor): string[] {
  const urls = [
    ...source,
    ...(server === undefined ? [] : [server]),
    ...fallbackServers,
    ...(statusPage === undefined ? [] : [statusPage]),
    ...health.map((one) => (one.by === "http" ? one.url : `tcp://${one.host}:${one.port}`)),
    ...(auth?.kind === "oauth2" ? [auth.tokenUrl] : []),
  ];
  return urls.flatMap(addressOf);
}

function addressOf(url: string): string[] {
  const address = /^[a-z+]{2,}:(?:\/\/(?:[^/?#]*@)?([^/?#]+)|([^#]*))/i.exec(url);
  if (!address || /^file:/i.test(url)) return []; // a path
  const [, host, place = ""] = address;
  return [host ?? `${url.slice(0, url.indexOf(":"))}:${place.replace(/(?<=.)@.*$/, "")}`];
}

/** Names of environment variables whose values leave this machine. */
function secretsOf({ auth, probes }: Vendor): string[] {
  const text = JSON.stringify([auth ?? null, probes]);
  return [...text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, name = ""]) => name);
}

function unsafeProbes({ probes }: Vendor): string[] {
  return probes.filter(({ unsafe }: Probe) => unsafe).map(({ operation }) => operation);
}

function secretNames({ redact }: Vendor): string[] {
  return [...(redact?.names ?? []), ...(redact?.patterns ?? [])];
}

function gained(
  of: (vendor: Vendor) => readonly string[],
  was: Vendor | undefined,
  now: Vendor,
  say: (name: string) => string,
): string[] {
  const known = new Set(was ? of(was) : []);
  return [...new Set(of(now))].filter((name) => !known.has(name)).map(say);
}

function lost(of: (vendor: Vendor) => readonly string[], was: Vendor, now: Vendor): string[] {
  const still = new Set(of(now));
  return [...new Set(of(was))].filter((name) => !still.has(name));
}

function claims(isTrue: boolean, sentence: string): string[] {
  return isTrue ? [sentence] : [];
}
