/** Words in a sentence: `a`, `a and b`, `a, b and c`. */
export function enumerate(words: readonly string[], joint = "and"): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** The elements of a header that is a comma-separated list (RFC 9110, section 5.6.1), in lower case. */
export function elements(header: string | undefined): string[] {
  return (header ?? "")
    .toLowerCase()
    .split(",")
    .map((element) => element.trim())
    .filter(Boolean);
}
