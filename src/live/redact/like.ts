import { type Format, formatOfNumber, formatOfText } from "../shape/format.ts";

/** A number that tells only the kind of another: whole or not, its sign, whether it is a time. */
export function numberLike(value: number): number {
  const format = formatOfNumber(value);
  if (format) return times[format];
  return Math.sign(value) * (Number.isInteger(value) ? 1 : 0.5);
}

const times = { "unix-seconds": 1_000_000_000, "unix-milliseconds": 1_000_000_000_000 } as const;

/** The text that stands for all of a format of JSON Schema; undefined for a format that a mask keeps. */
export function textOfFormat(format: string): string | undefined {
  return Object.hasOwn(declared, format) ? declared[format] : undefined;
}

/**
 * A text that tells only the kind of another: its format; or else its length, and where it is one word, whether its
 * characters are capitals, small letters, digits or marks.
 */
export function textLike(text: string): string {
  const format = formatOfText(text);
  const fixed = format && fixedTexts[format];
  if (fixed !== undefined) return fixed;
  if (duration.test(text)) return "P1D";
  const time = timeOfDay.exec(text);
  if (time) return `00:00:00${time[1] ?? ""}`;
  const start = text.slice(0, longest);
  return /\s/.test(start) ? "x".repeat(start.length) : masked(start);
}

/** Reserved names and addresses (RFC 2606, 5737, 3849), and the nil UUID (RFC 9562). */
const fixedTexts: Partial<Record<Format, string>> = {
  uuid: "00000000-0000-0000-0000-000000000000",
  date: "2000-01-01",
  "date-time": "2000-01-01T00:00:00Z",
  "local-date-time": "2000-01-01T00:00:00",
  "http-date": "Sat, 01 Jan 2000 00:00:00 GMT",
  email: "redacted@example.invalid",
  uri: "https://redacted.invalid/",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
};

const declared: Readonly<Record<string, string | undefined>> = {
  ...fixedTexts,
  time: "00:00:00Z",
  duration: "P1D",
  "idn-email": fixedTexts.email,
  iri: fixedTexts.uri,
};

/** ISO 8601 durations, and times of RFC 3339. */
const duration = /^P(?=\d|T\d)[\dYMWDTHS.]{2,30}$/;
const timeOfDay = /^\d\d:\d\d:\d\d(?:\.\d+)?([Zz]|[+-]\d\d(?::?\d\d)?)?$/;

/** Nobody needs to know how much longer a text was. */
const longest = 1000;

function masked(text: string): string {
  return text
    .replaceAll(/\d/g, "0")
    .replaceAll(/\p{Lu}/gu, "X")
    .replaceAll(/(?!X)[\p{L}\p{M}]/gu, "x")
    .replaceAll(/[^\w.,:;/+=@#$%&*()[\]{}<>|?!'"~^-]/gu, "x");
}
