import type { View } from "./view.ts";

/**
 * Whether two schemas say in the words of OpenAPI 3.0 and of 3.1 that there are bytes, and no more changed: `format: binary`
 * is `contentMediaType: application/octet-stream`, without a type that JSON has.
 * @see OpenAPI 3.1.1, section 4.4.2 (Working with Binary Data; Migrating binary descriptions from OAS 3.0)
 */
export function isSameBytes(base: View, revision: View): boolean {
  return (isBinary(base) && isOctets(revision)) || (isOctets(base) && isBinary(revision));
}

/** The same of bytes in base64: `format: byte` is `contentEncoding: base64`. */
export function isSameBase64(base: View, revision: View): boolean {
  return (isByte(base) && isBase64(revision)) || (isBase64(base) && isByte(revision));
}

function isBinary({ format, notes }: View): boolean {
  return format === "binary" && !notes.has("contentMediaType");
}

function isOctets({ format, types, notes }: View): boolean {
  const isUntyped = types === undefined || [...types].join() === "string";
  const isPlain = format === undefined && !notes.has("contentEncoding");
  return isUntyped && isPlain && notes.get("contentMediaType") === "application/octet-stream";
}

function isByte({ format, notes }: View): boolean {
  return format === "byte" && !notes.has("contentEncoding");
}

function isBase64({ format, notes }: View): boolean {
  return format === undefined && notes.get("contentEncoding") === "base64";
}
