/** A media type without its parameters, in lower case: `application/json`. Empty where there is none. */
export function essence(contentType: string | undefined): string {
  return (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Whether a body of this type is one JSON text (RFC 8259, RFC 6839). */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/json$|^text\/json$|\+json$/.test(essence(contentType));
}

/** Whether nothing can be a body of this type: text, or bytes, but neither JSON nor XML. */
export function mayBeEmpty(contentType: string | undefined): boolean {
  return !isJson(contentType) && !/[/+]xml$/.test(essence(contentType));
}

/**
 * The documented media type that an answer's falls under, the most exact first: `text/plain`, `text/*`, and `*` for both.
 * Of those that only differ in parameters, the one that shares the most with the answer's.
 */
export function matching(documented: readonly string[], contentType: string | undefined): string | undefined {
  const came = essence(contentType);
  const range = `${came.split("/", 1)[0]}/*`;
  const parameters = parametersOf(contentType);
  const shared = (type: string) => parametersOf(type).filter((one) => parameters.includes(one)).length;
  return [came, range, "*/*"].flatMap((wanted) =>
    documented.filter((type) => essence(type) === wanted).toSorted((a, b) => shared(b) - shared(a)),
  )[0];
}

function parametersOf(contentType = ""): string[] {
  const [, ...parameters] = contentType.toLowerCase().replaceAll(/[\s"]/g, "").split(";");
  return parameters;
}
