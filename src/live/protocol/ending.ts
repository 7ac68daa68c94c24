import { day, parseTime } from "../transport/time.ts";
import { fact } from "./fact.ts";
import { relations } from "./link.ts";
import { enumerate } from "./words.ts";

/** What answers say of the operation's end: Deprecation (RFC 9745), Sunset (RFC 8594), and links to what comes after. */
export const ending = fact({
  name: "ending",
  of: "operation",
  rules: [
    {
      id: "protocol-sunset-announced",
      level: "warning",
      text: "The answers say when the operation ends (Sunset).",
      todo: "Move away from this operation before that day.",
      example: "`sunset: Sat, 31 Dec 2033 23:59:59 GMT` is new: calls may answer 410 from then on.",
    },
    {
      id: "protocol-sunset-moved",
      level: "warning",
      text: "The operation ends earlier than was said when the contract was pinned.",
      todo: "Move away from this operation before that day.",
      example: "`sunset` was in June and is in March: the move must be done three months earlier.",
    },
    {
      id: "protocol-deprecation-announced",
      level: "warning",
      text: "The answers say that the operation is deprecated (Deprecation).",
      todo: "Plan the move away from this operation.",
      example: "`deprecation: @1688169599` is new: one day the operation will not be there.",
    },
    {
      id: "protocol-successor-announced",
      level: "info",
      text: "The answers link to a newer version, or to what is said about the operation's end.",
      todo: "Read what it says, and plan the move.",
      example: '`link: </v2/orders>; rel="successor-version"` is new.',
    },
    {
      id: "protocol-ending-withdrawn",
      level: "info",
      text: "The answers no longer say that the operation ends.",
      todo: "Ask the vendor whether it stays.",
      example: "`sunset` is gone: the vendor may have changed its mind.",
    },
  ],
  read({ status, headers }) {
    if (status >= 400) return undefined;
    return [...deprecation(headers.deprecation), ...sunset(headers.sunset), ...links(headers.link)].sort();
  },
  tell({ came, went, before, now }) {
    const news = enumerate(came.map(told));
    const kinds = new Set(came.map(kindOf));
    const known = new Set(before.map(kindOf));
    const same = [...kinds];
    if (kinds.has("sunset") && !known.has("sunset"))
      return { rule: "protocol-sunset-announced", text: `the answers say ${news}`, same };
    if (kinds.has("sunset") && isEarlier(came, before))
      return { rule: "protocol-sunset-moved", text: `the answers now say ${news}`, same };
    if (kinds.has("deprecated") && !known.has("deprecated"))
      return { rule: "protocol-deprecation-announced", text: `the answers say ${news}`, same };
    if (kinds.has("link")) return { rule: "protocol-successor-announced", text: `the answers say ${news}`, same };
    const gone = went.filter((word) => !now.some((other) => kindOf(other) === kindOf(word)) && kindOf(word) !== "link");
    if (gone.length === 0 || came.length > 0) return undefined;
    const text = `the answers no longer say ${enumerate(gone.map(told))}`;
    return { rule: "protocol-ending-withdrawn", text, same: gone.map(kindOf) };
  },
});

/** `@1688169599`; earlier drafts of RFC 9745 wrote `true`, or an HTTP date. */
function deprecation(header: string | undefined): string[] {
  if (header === undefined || /^\s*(false|\?0)\s*$/i.test(header)) return [];
  const [, seconds] = /^\s*@(-?\d{1,12})/.exec(header) ?? [];
  const time = seconds === undefined ? parseTime(header) : Number(seconds) * 1000;
  return [time === undefined ? "deprecated" : `deprecated ${day(time)}`];
}

function sunset(header: string | undefined): string[] {
  if (header === undefined) return [];
  const time = parseTime(header);
  return [time === undefined ? "sunset" : `sunset ${day(time)}`];
}

const relationsOfAnEnd = ["deprecation", "latest-version", "successor-version", "sunset"];

function links(header: string | undefined): string[] {
  const found = relations(header);
  return relationsOfAnEnd.filter((relation) => found.includes(relation)).map((relation) => `link ${relation}`);
}

function told(word: string): string {
  const [kind, what] = [kindOf(word), word.split(" ")[1]];
  if (kind === "link") return `where to find its ${what}`;
  const [is, at] = kind === "sunset" ? ["that it ends", "on"] : ["that it is deprecated", "as of"];
  return what === undefined ? is : `${is} ${at} ${what}`;
}

function kindOf(word: string): string {
  return word.split(" ", 1)[0] ?? "";
}

function isEarlier(came: readonly string[], before: readonly string[]): boolean {
  const sunsets = (words: readonly string[]) => words.filter((word) => /^sunset ./.test(word));
  return sunsets(came).some((now) => sunsets(before).every((known) => now < known));
}
