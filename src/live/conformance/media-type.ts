/** A media type without its parameters, in lower case: `application/json`. Empty where there is none. */
export function essence(contentType: string | undefined): string {
  return (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a body of this type is one JSON text (RFC 8259, RFC 6839). */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/json$|^text\/json$|\+json$/.test(essence(contentType));
}

/** The documented media type that an answer's falls under, the most exact first: `text/plain`, `text/*`, and `*` for both. */
export function matching(documented: readonly string[], contentType: string | undefined): string | undefined {
  const came = essence(contentType);
  const range = `${came.split("/", 1)[0]}/*`;
  return [came, range, "*/*"].flatMap((wanted) => documented.filter((range) => essence(range) === wanted))[0];
}
