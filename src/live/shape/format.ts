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

/** The format of a text; undefined for anything that a person may have written. Cheap: it looks at every text there is. */
export function formatOfText(text: string): TextFormat | undefined {
  if (text.length > longest) return undefined;
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return startingWithADigit(text);
  if (first === 45) return /^-\d+(\.\d+)?$/.test(text) ? "decimal" : undefined;
  if (text.length < shortestOtherwise) return text.includes("::") && ipv6.test(text) ? "ipv6" : undefined;
  if (text.includes(" ")) return text.length === 29 && httpDate.test(text) ? "http-date" : undefined;
  return startingOtherwise(text);
}

/** The format of a number. Whole numbers from September 2001 to the end of 2099, so that ids and sums are rarely meant. */
export function formatOfNumber(value: number): NumberFormat | undefined {
  if (value < 1e9 || !Number.isInteger(value)) return undefined;
  if (value < endOfCentury) return "unix-seconds";
  return value >= 1e12 && value < endOfCentury * 1000 ? "unix-milliseconds" : undefined;
}

const endOfCentury = 4_102_444_800;
/** Nothing with a format is longer, but for addresses of pages, whose beginning tells. */
const longest = 2048;
const shortestOtherwise = 6;

function startingWithADigit(text: string): TextFormat | undefined {
  const { length } = text;
  if (length <= 40) {
    if (/^\d+$/.test(text)) return "digits";
    if (text[4] === "-" && text[7] === "-") return dated(text);
    if (/^\d+\.\d+$/.test(text)) return "decimal";
    if (length <= 15 && /^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return "ipv4";
  }
  if (length === 26 && ulid.test(text)) return "ulid";
  return lettered(text);
}

function dated(text: string): TextFormat | undefined {
  if (text.length === 10) return /^\d{4}-\d\d-\d\d$/.test(text) ? "date" : undefined;
  const [, zone] = dateTime.exec(text) ?? [];
  if (zone === undefined) return undefined;
  return zone === "" ? "local-date-time" : "date-time";
}

function startingOtherwise(text: string): TextFormat | undefined {
  if (text.includes("://")) return /^[a-z][a-z\d+.-]*:\/\/\S+$/i.test(text) ? "uri" : undefined;
  if (text.includes("_")) return prefixed.test(text) ? "prefixed-id" : undefined;
  return lettered(text);
}

function lettered(text: string): TextFormat | undefined {
  const { length } = text;
  if (length === 36 && text[8] === "-" && uuid.test(text)) return "uuid";
  if (length >= 16 && length <= 128 && hex.test(text)) return "hex";
  if (length <= 254 && text.includes("@") && email.test(text)) return "email";
  return length <= 39 && text.includes(":") && ipv6.test(text) ? "ipv6" : undefined;
}

/** RFC 3339, and as it is written where no zone is given. */
const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?([Zz]|[+-]\d\d(?::?\d\d)?|)$/;
const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const ulid = /^[0-7][\dA-HJKMNP-TV-Z]{25}$/; // https://github.com/ulid/spec
const hex = /^(?=[a-f]*\d)(?=\d*[a-f])[\da-f]+$/i;
const prefixed = /^[a-z]{2,8}_(?=[A-Za-z]*\d)[A-Za-z\d]{8,}$/; // cus_9s6XKzkNRiz8i3
const email = /^[^\s@]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,8}$/;
const ipv6 = /^(?=.*::|(?:[^:]*:){7})[\da-f:]+$/i;
