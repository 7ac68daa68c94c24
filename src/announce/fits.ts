import type { Operation } from "../contract/contract.ts";
import { objectBehind } from "../contract/reference.ts";
import { tellsOfEnd } from "../drift/ends.ts";
import type { Undecided } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import { at, isObject, own, tokens } from "../json.ts";
import { isDoubtful } from "./end-words.ts";
import type { Announcement } from "./entry.ts";
import type { Heard } from "./heard.ts";
import type { Hearing } from "./index.ts";
import { type Home, namedBy } from "./named.ts";
import { markedIn } from "./sentence.ts";

/** What a drift is about. */
type About = Pick<Undecided, "rule" | "operation" | "pointer" | "base" | "instancePath">;

/** A drift, with its announcement where there is one. Nothing else of it changes. */
export function withAnnouncement<T extends About>(
  drift: T,
  hearing: Hearing,
): T & { readonly announcement?: Announcement } {
  const announcement = announcementOf(drift, hearing);
  return announcement ? { ...drift, announcement } : drift;
}

/**
 * The newest announcement of a drift: an entry that says of its operation that it ends, where the drift does; or one that
 * names the property, header or parameter in code, in a sentence of the operation, and in words of what became of it.
 */
function announcementOf(drift: About, { heard, home }: Hearing): Announcement | undefined {
  const { rule, operation } = drift;
  if (operation === undefined) return undefined;
  const isEnd = tellsOfEnd(rule) || rule === "operation-gone";
  const found = isEnd
    ? heard.find(({ endings }) => endings.some((ending) => includes(ending.operations, operation)))
    : heard.find((one) => tellsOfPart(one, { ...drift, operation }, home));
  return found?.announcement;
}

function includes(operations: readonly Operation[], operation: Operation): boolean {
  return operations.some((one) => isSameOperation(one, operation));
}

function tellsOfPart(
  { sentences, subject }: Heard,
  { operation, ...drift }: About & { readonly operation: Operation },
  home: Home,
): boolean {
  const name = nameOf(drift, home);
  const words = wordsFor(drift.rule);
  if (name === undefined || words === undefined) return false;
  return sentences.some((sentence) => {
    const { text } = sentence;
    const isAbout = text.includes(`\`${name}\``) && words.test(text) && !isDoubtful.test(text);
    if (!isAbout) return false;
    const named = markedIn(text, sentence).map((one) => (one.isClear ? namedBy(one, home) : []));
    return (named.length > 0 ? named : [subject]).every((operations) => includes(operations, operation));
  });
}

/** The name of the property or header that it is at, or of the pinned parameter. */
function nameOf({ pointer, base, instancePath = "" }: About, { contract: { document } }: Home): string | undefined {
  const [last = "", holder, ...above] = tokens(pointer).reverse();
  if (holder === "properties" && above[0] !== "properties") return last;
  if (holder === "headers") return last;
  if (holder === "parameters") {
    const found = base === undefined ? undefined : objectBehind(document, at(document, base));
    const name = isObject(found) ? own(found, "name") : undefined;
    return typeof name === "string" ? name : undefined;
  }
  const field = tokens(instancePath).at(-1);
  return field === "*" ? undefined : field;
}

/** The words of what became of it. Where several could be meant, there are none. */
function wordsFor(rule: string): RegExp | undefined {
  return fates.find(([rules]) => rules.test(rule))?.[1];
}

const fates: readonly (readonly [RegExp, RegExp])[] = [
  [/became-required|new-required/, /\b(?:required|mandatory)\b/i],
  [
    /type-changed|type-generalized|format-changed/,
    /\b(?:types?|formats?|strings?|integers?|numbers?|booleans?|objects?|arrays?)\b/i,
  ],
  [
    /(?:property|parameter|header)-(?:removed|missing|deprecated|sunset)/,
    /\b(?:remov(?:e|es|ed|ing|al)|deprecat(?:e|es|ed|ing|ion)|retir(?:e|es|ed|ing)|discontinued|dropp?(?:s|ed|ing)?|renam(?:e|es|ed|ing)|replac(?:es|ed|ing)|no longer)\b/i,
  ],
];
