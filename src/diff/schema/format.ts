/** The nearest format that holds all its values (the OpenAPI Format Registry; JSON Schema 2020-12 Validation, section 7.3). */
const holders: ReadonlyMap<string, string> = new Map([
  ["int32", "int64"],
  ["float", "double"],
  ["uri", "uri-reference"],
  ["uri-reference", "iri-reference"],
  ["iri", "iri-reference"],
  ["email", "idn-email"],
  ["hostname", "idn-hostname"],
]);

/** Whether each value of the inner format is known to be one of the outer. Formats that nobody knows are only part of themselves. */
export function formatCovers(outer: string, inner: string): boolean {
  for (let name: string | undefined = inner; name !== undefined; name = holders.get(name))
    if (name === outer) return true;
  return false;
}
