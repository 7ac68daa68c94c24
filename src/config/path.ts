import { isObject, own } from "../json.ts";

/** Keys and indices from the top of the configuration. */
export type Path = readonly PropertyKey[];

/** A path as a person reads it: `vendors.shop.probes[0].operation`. */
export function shown(path: Path): string {
  const parts = path.map((token) => (typeof token === "number" ? `[${token}]` : `.${String(token)}`));
  return parts.join("").replace(/^\./, "");
}

/** What a value holds at a path, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, token) => {
    if (Array.isArray(at)) return at[Number(token)];
    return isObject(at) ? own(at, String(token)) : undefined;
  }, value);
}
