import { isObject, type Json, type JsonObject } from "../../json.ts";
import { isCredential } from "../redact/secrets.ts";

/**
 * How an object's keys may be told: a key that names a property as itself, a key that is data (an id, a date, an
 * address, a secret) as `*`. The keys of a map-like object are all data.
 */
export function teller(object: JsonObject, isDataKey = isData): (key: string) => string {
  return isMap(object) ? () => "*" : (key) => (isDataKey(key) ? "*" : key);
}

/** `isData` that remembers, for one walk only: what it remembers may be secret. */
export function rememberingData(isSecret: (key: string) => boolean = () => false): (key: string) => boolean {
  const known = new Map<string, boolean>();
  return (key) => {
    const found = known.get(key) ?? (isData(key) || isSecret(key));
    known.set(key, found);
    return found;
  };
}

/** Whether a key is data itself, by its form alone. */
function isData(key: string): boolean {
  return (
    key === "__proto__" ||
    key.length > 64 ||
    !name.test(key) ||
    identifiers.some((form) => form.test(key)) ||
    isCredential(key)
  );
}

/** What APIs call their properties: `total`, `@type`, `$ref`, `+1`, `x-rate`, `größe`. */
const name = /^[@$]?[\p{L}\d_+.:-]+$/u;

const identifiers = [
  /^\d+$/,
  /^\d{4}-\d{2}(-\d{2}|$)/, // dates
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, // UUIDs
  /^(?=.*\d)[\da-f]{16,}$/i, // hashes
  /^(?=(\D*\d){4})[A-Za-z\d]{16,}$/, // random words; a property's name may have a digit or two
  /^[a-z]{2,8}_(?=.*\d)(?=.*[A-Z])\w{8,}$/, // cus_9s6XKzkNRiz8i3
];

/** Fewer look-alike members than this may well be properties: home, billing and shipping address. */
const membersOfAMap = 4;
/** No object of properties is larger than this, so a shape stays small whatever is answered. */
const mostProperties = 1000;

/** Whether all keys of an object are data: what they name looks alike, or there are too many to be names. */
export function isMap(object: JsonObject): boolean {
  const keys = Object.keys(object);
  if (keys.length < membersOfAMap) return false;
  if (keys.length > mostProperties) return true;
  const first = outline(object[keys[0] ?? ""]);
  return first !== undefined && keys.every((key) => outline(object[key]) === first);
}

function outline(value: Json | undefined): string | undefined {
  return isObject(value) ? Object.keys(value).sort().join("\n") : undefined;
}
