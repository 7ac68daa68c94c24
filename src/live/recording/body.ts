/** What a recording says of a body. Sizes are in bytes, -1 or absent where they are not known. */
export interface SavedBody {
  readonly text?: string | null | undefined;
  /** `base64`, or absent for text as it is. */
  readonly encoding?: string | null | undefined;
  /** Of the body, not compressed. */
  readonly size?: number | null | undefined;
}

/** The bytes of a recorded body, and whether they are all of it. `sentSize` is its size as it was sent. */
export function bodyOf(
  { text, encoding, size }: SavedBody,
  sentSize?: number | null | undefined,
): { readonly body: Buffer; readonly isWhole: boolean } {
  const said = size ?? -1;
  if (typeof text !== "string") return { body: Buffer.alloc(0), isWhole: said < 0 ? sentSize === 0 : said === 0 };
  const body = Buffer.from(text, encoding?.toLowerCase() === "base64" ? "base64" : "utf8");
  return { body, isWhole: said <= body.length };
}
