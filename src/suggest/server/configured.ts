import { isScalar, isSeq, parseDocument, type Scalar } from "yaml";
import type { Edit } from "../suggestion.ts";

/** The configuration's text, and the vendor in it whose server may have to be another. */
export interface Configured {
  readonly vendor: string;
  /** As edits name it: from the configuration's folder. */
  readonly file: string;
  readonly text: string;
}

/**
 * Another address where the configuration says that a vendor's server, or one of them, is the old one. All else stays as it
 * is, byte by byte. Without a slash at the end, addresses are the same.
 */
export function reconfigured({ vendor, file, text }: Configured, before: string, after: string): Edit[] {
  const plain = text.replace(/^\uFEFF/, ""); // edits do not count it
  const server = parseDocument(plain).getIn(["vendors", vendor, "server"], true);
  const listed = isSeq(server) ? server.items : [server];
  return listed.filter(isScalar).flatMap((scalar) => {
    const at = isAddress(scalar, before) ? placeOf(scalar, before, plain) : undefined;
    return at === undefined ? [] : [{ file, start: at, end: at + before.length, text: after }];
  });
}

function isAddress({ value }: Scalar, address: string): boolean {
  return typeof value === "string" && value.replace(/\/+$/, "") === address;
}

/** Inside its quotes, if it has some; undefined where it is written otherwise than it reads. */
function placeOf({ range }: Scalar, address: string, text: string): number | undefined {
  const [start = 0, end = 0] = range ?? [];
  const at = text.slice(start, end).indexOf(address);
  return at < 0 ? undefined : start + at;
}
