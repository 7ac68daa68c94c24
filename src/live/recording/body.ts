/** What a recording says of a body. Sizes are in bytes, -1 or absent where they are not known. */
export interface SavedBody {
  /** Absent where the recorder does not have it. */
  readonly text?: string | null | undefined;
  /** `base64`, or absent for text as it is. */
  readonly encoding?: string | null | undefined;
  /** Of the body, not compressed. */
  readonly size?: number | null | undefined;
}

/** The bytes of a recorded body, and whether they are all of it. `sent` are its sizes as it was sent, perhaps compressed. */
export function bodyOf(
  { text, encoding, size }: SavedBody,
  sent: readonly (number | null | undefined)[] = [],
): { readonly body: Buffer; readonly isWhole: boolean } {
  if (typeof text !== "string") {
    const sizes = [size, ...sent].filter((one) => typeof one === "number" && one >= 0);
    return { body: Buffer.alloc(0), isWhole: sizes.length > 0 && sizes.every((one) => one === 0) };
  }
  const body = Buffer.from(text, encoding?.toLowerCase() === "base64" ? "base64" : "utf8");
  return { body, isWhole: (size ?? -1) <= body.length };
}
