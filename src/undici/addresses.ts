import { createHash, randomUUID } from "node:crypto";

/** The different addresses that were asked, by what answered there. Remembers none of them, only that it has met them. */
export interface Addresses {
  add(name: string, url: URL): void;
  /** How many there were, at least. */
  count(name: string): number;
}

/** More of one kind prove no more, and of more kinds none are told apart. */
const [addressesLimit, namesLimit] = [500, 1000];

export function addresses(): Addresses {
  const salt = randomUUID();
  const met = new Map<string, Set<string>>();
  return {
    add(name, url) {
      const known = met.get(name) ?? new Set();
      if (known.size >= addressesLimit || (known.size === 0 && met.size >= namesLimit)) return;
      met.set(name, known.add(createHash("sha256").update(salt).update(url.href).digest("base64url").slice(0, 11)));
    },
    count: (name) => met.get(name)?.size ?? 0,
  };
}
