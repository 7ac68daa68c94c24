/**
 * Formats that a value is held against, and what they speak of. All others are annotations.
 * @see JSON Schema 2020-12 Validation, section 7.3; the OpenAPI Format Registry
 */
const speaksOf: ReadonlyMap<string, "string" | "number"> = new Map([
  ...(
    "date-time date time iso-date-time iso-time duration email idn-email hostname idn-hostname ipv4 ipv6 uuid uri url " +
    "uri-reference uri-template iri iri-reference json-pointer json-pointer-uri-fragment relative-json-pointer regex byte"
  )
    .split(" ")
    .map((name) => [name, "string"] as const),
  ...["int32", "int64"].map((name) => [name, "number"] as const),
]);

/** Which type a format narrows; undefined for an annotation. */
export function typeOfFormat(format: string): "string" | "number" | undefined {
  return speaksOf.get(format);
}

/** Whether a number is one that the format writes; any number for formats that speak of none. */
export function fitsNumberFormat(format: string, value: number): boolean {
  if (typeOfFormat(format) !== "number") return true;
  return Number.isInteger(value) && (format !== "int32" || (value >= -(2 ** 31) && value < 2 ** 31));
}
