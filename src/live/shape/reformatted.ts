import type { Shape } from "../sample.ts";
import type { Format } from "./format.ts";
import type { Pair, Shift } from "./pair.ts";

/**
 * That texts or numbers are written otherwise than they were: all had a format that none has now, or all have one now
 * that none had. A number may look like a time by its size alone, so of numbers only the step from one way to write
 * times to another is told; seconds do not become milliseconds by chance, so that needs no evidence.
 */
export function reformatted({ place, was, is, isNews }: Pair): Shift | undefined {
  const hasSay = place.facets.some(({ schema }) =>
    ["format", "pattern", "enum", "const"].some((keyword) => keyword in schema),
  );
  const [before, after] = [formatOfAll(was), formatOfAll(is)];
  const isOver = before !== undefined && is.formats?.[before] === undefined;
  const isNew = after !== undefined && was.formats?.[after] === undefined;
  if (hasSay || !(isOver || isNew)) return undefined;
  if (hasNumbers(was) || hasNumbers(is)) return isTime(before) && isTime(after) ? shift(before, after) : undefined;
  const [n, m] = [scalars(was), scalars(is)];
  return isNews({ n, k: m, m }) ? shift(before, after) : undefined;
}

/** What a step from a number to a text, or back, is besides: another form of an id, another way to write times. */
export function rewritten({ was, is }: Pick<Pair, "was" | "is">): Shift | undefined {
  const [before, after] = [formatOfAll(was), formatOfAll(is)];
  return (isTime(before) && isTime(after)) || isId(before) || isId(after) ? shift(before, after) : undefined;
}

/** The format that all texts and numbers of a place have. */
function formatOfAll(shape: Shape): string | undefined {
  const [first, ...others] = Object.entries(shape.formats ?? {});
  return first && others.length === 0 && first[1] === scalars(shape) ? first[0] : undefined;
}

function scalars({ types: { string = 0, integer = 0, number = 0 } }: Shape): number {
  return string + integer + number;
}

function hasNumbers({ types: { integer = 0, number = 0 } }: Shape): boolean {
  return integer + number > 0;
}

function shift(before: string | undefined, after: string | undefined): Shift {
  const rule = isId(before) || isId(after) ? "id" : isTime(before) || isTime(after) ? "time" : "other";
  return { rule: ruleOf[rule], text: `was ${told(before)}, and is ${told(after)}` };
}

const ruleOf = {
  id: "response-property-id-format-changed",
  time: "response-property-time-format-changed",
  other: "response-property-format-changed",
} as const;

const idFormats: readonly string[] = ["uuid", "ulid", "hex", "prefixed-id"] satisfies Format[];
const timeFormats: readonly string[] = [
  "date",
  "date-time",
  "local-date-time",
  "http-date",
  "unix-seconds",
  "unix-milliseconds",
] satisfies Format[];

function isId(format: string | undefined): boolean {
  return format !== undefined && idFormats.includes(format);
}

function isTime(format: string | undefined): boolean {
  return format !== undefined && timeFormats.includes(format);
}

function told(format: string | undefined): string {
  return format === undefined ? "of no such format" : (names[format] ?? format);
}

const names: Readonly<Record<string, string>> = {
  uuid: "a UUID",
  ulid: "a ULID",
  hex: "in hex",
  "prefixed-id": "an id with a prefix",
  digits: "all digits",
  decimal: "a decimal number in a text",
  date: "a date",
  "date-time": "a date and time (RFC 3339)",
  "local-date-time": "a date and time without a zone",
  "http-date": "a date as in HTTP headers",
  email: "an address of mail",
  uri: "a URL",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  "unix-seconds": "in seconds since 1970",
  "unix-milliseconds": "in milliseconds since 1970",
};
