/** What a text is, where it is more than text. A closed list: counted by class, no value is kept. */
export type TextFormat =
  | "uuid"
  | "ulid"
  | "hex"
  | "prefixed-id"
  | "digits"
  | "decimal"
  | "date"
  | "date-time"
  | "local-date-time"
  | "http-date"
  | "email"
  | "uri"
  | "ipv4"
  | "ipv6";

/** What a number may count: a time of this century, in seconds or in milliseconds since 1970. */
export type NumberFormat = "unix-seconds" | "unix-milliseconds";

export type Format = TextFormat | NumberFormat;

/** The format of a text; undefined for anything that a person may have written. */
export function formatOfText(text: string): TextFormat | undefined {
  if (text.length < 1 || text.length > longest) return undefined;
  const first = text.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  for (const [format, starts, form] of isDigit ? startingWithADigit : startingOtherwise)
    if (starts(text) && form.test(text)) return format;
  return undefined;
}

/** The format of a number. Whole numbers from September 2001 to the end of 2099, so that ids and sums are rarely meant. */
export function formatOfNumber(value: number): NumberFormat | undefined {
  if (value >= 1e9 && value < endOfCentury && Number.isInteger(value)) return "unix-seconds";
  if (value >= 1e12 && value < endOfCentury * 1000 && Number.isInteger(value)) return "unix-milliseconds";
  return undefined;
}

const endOfCentury = 4_102_444_800;
/** Nothing with a format is longer, but for addresses of pages, whose beginning tells. */
const longest = 2048;

/** A cheap look that spares most texts the regular expression. */
type Glance = (text: string) => boolean;
type Row = readonly [format: TextFormat, glance: Glance, form: RegExp];

const hasUuidDashes: Glance = (text) => text.length === 36 && text[8] === "-";
const hasUlidLength: Glance = (text) => text.length === 26;
const hasHexLength: Glance = (text) => text.length >= 16 && text.length <= 128;
const hasDateDashes: Glance = (text) => text[4] === "-" && text[7] === "-";

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const ulid = /^[0-7][\dA-HJKMNP-TV-Z]{25}$/; // https://github.com/ulid/spec
const hex = /^(?=.*\d)(?=.*[a-f])[\da-f]{16,128}$/i;
const email = /^[^\s@]{1,64}@[A-Za-z\d-]{1,63}(\.[A-Za-z\d-]{1,63}){1,8}$/;
const ipv6 = /^(?=.*::|(.*:){7})[\da-f:]{2,39}$/i;

const startingWithADigit: readonly Row[] = [
  ["date-time", hasDateDashes, /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?([.,]\d+)?([Zz]|[+-]\d\d(:?\d\d)?)$/],
  ["local-date-time", hasDateDashes, /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?([.,]\d+)?$/],
  ["date", (text) => text.length === 10 && hasDateDashes(text), /^\d{4}-\d\d-\d\d$/],
  ["uuid", hasUuidDashes, uuid],
  ["ulid", hasUlidLength, ulid],
  ["digits", (text) => text.length <= 40, /^\d+$/],
  ["decimal", (text) => text.length <= 40, /^\d+\.\d+$/],
  ["ipv4", (text) => text.length <= 15, /^\d{1,3}(\.\d{1,3}){3}$/],
  ["hex", hasHexLength, hex],
  ["email", (text) => text.includes("@"), email],
  ["ipv6", (text) => text.includes(":"), ipv6],
];

const startingOtherwise: readonly Row[] = [
  ["uri", (text) => text.includes("://"), /^[a-z][a-z\d+.-]*:\/\/\S+$/i],
  ["uuid", hasUuidDashes, uuid],
  ["email", (text) => text.includes("@"), email],
  ["hex", hasHexLength, hex],
  ["prefixed-id", (text) => text.includes("_"), /^[a-z]{2,8}_(?=[A-Za-z]*\d)[A-Za-z\d]{8,}$/],
  ["decimal", (text) => text[0] === "-" && text.length <= 40, /^-\d+(\.\d+)?$/],
  ["http-date", (text) => text.length === 29, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/],
  ["ipv6", (text) => text.includes("::") || text.length > 14, ipv6],
];
