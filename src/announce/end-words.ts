import { takesPlace } from "../contract/successor-words.ts";
import { mark, type Sentence } from "./sentence.ts";

/**
 * The parts of a sentence that list what it says ends, as marks: `M` in "M and M are deprecated", "we will remove M" or "N
 * replaces M". A sentence about a part of an operation ("the limit of M is removed") says nothing of it, nor does one with
 * a condition or a negation: better none than a wrong one.
 */
export function endsIn({ kind, text }: Pick<Sentence, "kind" | "text">): string[] {
  if (isDoubtful.test(text.replace(endingNot, " "))) return [];
  return [
    ...matches(subject, text).filter(({ before }) => !isPartOf(before)),
    ...matches(goes, text).filter(({ before }) => !isPartOf(before)),
    ...matches(object, text).filter(({ before, all }) => isAct(before, all)),
    ...matches(label, text),
    ...matches(replaces, text),
    ...(kind === "heading" ? matches(elliptic, text).filter(({ before }) => !isPartOf(before)) : []),
  ].map(({ list }) => list);
}

/** Whether an item of a list names something first, and says no more of it than when it ends or what comes after. */
export function listedFirst({ text }: Pick<Sentence, "text">): string | undefined {
  const [first] = [...matches(item, text), ...matches(entitled, text).filter(({ all }) => !isOfOthers.test(all))];
  return first?.list;
}

/** Whether what is listed below a text ends, by what the text says of it. */
export function introducesEnds(text: string): boolean {
  return isIntroduction.test(text) && !isOfOthers.test(text);
}

interface Match {
  readonly all: string;
  readonly list: string;
  readonly before: string;
}

function matches(pattern: RegExp, text: string): Match[] {
  return [...text.matchAll(pattern)].map(({ 0: all, 1: list = "", index }) => ({
    all,
    list,
    before: text.slice(0, index),
  }));
}

const joint = "(?:\\s?(?:,|;|/|&|and\\b|or\\b)){1,3}\\s?(?:the\\s)?";
/** All that are listed together, not only the first of them. */
const list = `${mark}(?:${joint}${mark})*(?!${joint}${mark})`;
const noun =
  "(?:(?:the|our|this|these|all|both|legacy|old|older|existing|public|REST|HTTP|API|APIs|endpoints?|operations?|routes?|methods?|resources?|paths?|URLs?|calls?|requests?)\\s){0,6}";
const toBe =
  "(?:(?:is|are|was|were|has been|have been|will be|is being|are being|is to be|are to be)\\s)(?:(?:now|also|already|officially|hereby|permanently|fully|being|both|all|therefore|going to be|scheduled for|scheduled to be|planned for|planned to be|due to be|set to be|marked as|considered)\\s){0,3}";
/** What leaves a beta, or a list, is not gone. */
const notFrom = "(?!\\s(?:from|out of)\\b(?!\\s(?:the\\s|our\\s)?(?:public\\s|REST\\s)?(?:API|service)\\b))";
const ended = `(?:deprecated|removed|retired|sunset(?:ted)?|discontinued|decommissioned|shut (?:down|off)|clos(?:ed|ing) down|turned off|replaced|superseded|obsolete|unsupported|end[- ]of[- ]life|no longer (?:available|supported|accessible)|deprecation|removal|retirement|shutdown|moved to ${mark})\\b${notFrom}`;
/** What may follow where all of it is meant: "M's" and "M parameters" are parts. */
const whole = `(?=\\s?(?:(?:endpoints?|operations?|routes?|methods?|APIs?|resources?)\\b)?\\s?(?:$|[.,;!?]|(?:[:(—–-]\\s?)?(?:please|use|replaced|superseded|migrate|move|switch|in favou?r)\\b|(?:and|or|in|on|by|as of|effective|because|since|after|before|starting|beginning|which|that|will|today|soon|now|next|this|completely|permanently|entirely|altogether|at|due)\\b))`;

const subject = new RegExp(`(${list})\\s?,?\\s?(?:(?:which|that)\\s)?${noun}${toBe}${ended}`, "gi");
const goes = new RegExp(
  `(${list})\\s?,?\\s?${noun}(?:will\\s|has\\s|have\\s)?(?:no longer (?:works?|be available|be supported|be accessible|functions?|exists?)|stops? working|ceases? to (?:work|exist|function)|(?:is |are )?go(?:es|ing)? away|reach(?:es|ed)? (?:its |their )?end[- ]of[- ]life|ha(?:s|ve) moved to ${mark})`,
  "gi",
);
const act =
  "(?:deprecat(?:e|es|ed|ing|ion)|remov(?:e|es|ed|ing|al)|retir(?:e|es|ed|ing|ement)|sunset(?:s|ting|ted)?|discontinu(?:e|es|ed|ing|ation)|shut(?:ting)? down|shutdown|clos(?:e|es|ed|ing) down|turn(?:s|ed|ing)? off|decommission(?:s|ed|ing)?|end of (?:life|support)|(?:drop|end)(?:s|ped|ping|ed|ing)? support)";
const object = new RegExp(
  `\\b${act}\\s(?:(?:of|for)\\s)?(?:(?:support for|access to|the use of)\\s)?${noun}(${list})${whole}`,
  "gi",
);
const label = new RegExp(
  `^[[(]?(?:planned |upcoming |api |breaking )?${act}(?: (?:notice|announcement|warning))?[\\])]?\\s?[:—–-]?\\s?${noun}(${list})${whole}`,
  "gi",
);
const replaces = new RegExp(`(?<=${mark}.*)${takesPlace.source}\\s${noun}(${list})(?:${whole}|(?=:))`, "gi");
const elliptic = new RegExp(
  `(${list})\\s?${noun}[:—–-]?\\s?(?:to be )?(?:deprecated|removed|retired|sunset|discontinued|deprecation|removal|retirement|shutdown|end of life)(?: (?:notice|announcement))?\\s?(?:$|[.,;:(—–-]|(?:on|by|in|as of|effective)\\b)`,
  "gi",
);
const item = new RegExp(
  `^${noun}(${list})\\s?(?:(?:endpoints?|operations?|routes?|methods?)\\b)?[\\s,;:(—–→>-]{0,4}(?:$|[.!]$|#\\d+\\)?[.!]?$|(?:=|-)?>?\\s?${mark}\\s?$|(?:please )?(?:use|call|replaced by|superseded by|in favou?r of|(?:migrate|move|switch|upgrade) to)\\b|(?:on|by|as of|from|since|effective)?\\s?(?:\\d{1,4}\\b|January|February|March|April|May|June|July|August|September|October|November|December))`,
  "gi",
);

/** "M - List orders": a name in plain words. */
const entitled = new RegExp(`^${noun}(${list})\\s?[:(—–-]\\s?[a-z]+(?:\\s[a-z]+){0,8}\\)?[.]?$`, "gi");

/** "the parameters of M are deprecated", and "clients that call M are deprecated"; but not "support for M is removed". */
function isPartOf(before: string): boolean {
  return ofSomething.test(before) && !ofItself.test(before);
}

const ofSomething = new RegExp(
  `\\b(?:of|in|for|on|from|to|at|by|via|with|through|into|calls?|uses?|hits?|wraps?|(?!following|existing)\\w{2,}ing)\\s${noun}$`,
  "i",
);
const ofItself = new RegExp(`\\b(?:support for|access to|calls to|requests to|use of|usage of)\\s${noun}$`, "i");

/** What the vendor does; not what a reader may do, and not what has been done long ago ("the deprecated M"). */
function isAct(before: string, all: string): boolean {
  const isDone = /^[a-z]+ed\b/i.test(all);
  if (isDone)
    return !/\b(?:the|an?|any|all|our|your|this|these|of|on|for|to|from|in|with|calls?|uses?)\s$/i.test(before);
  return !/\b(?:you|your|please|can|should|must)\b[^,]{0,60}$/i.test(before);
}

/** Negations and conditions that speak of an end themselves. */
const endingNot =
  /\b(?:(?:will|can|must|should|may) not be (?:available|supported|accessible|used|called)|(?:remains? (?:available|supported)|continues? to (?:work|function|be available|be supported)|keeps? working|works?|supported|available) until)\b/gi;
/** Conditions, negations, and what was taken back. */
export const isDoubtful =
  /\b(?:if|unless|whether|until|once|no plans?|not|never|cannot|unlike|except|un-?deprecat\w*|no longer deprecated|restor\w+|reinstat\w+|revers\w+|revert\w*|postpon\w+|delay\w*|cancel\w*|incorrect\w*|mistake\w*|accidental\w*|fix(?:ed|es)?|bugs?)\b|n['’]t\b/i;

const things = "(?:endpoints?|operations?|routes?|methods?|APIs?|paths?|URLs?|calls|resources?)";
const isIntroduction = new RegExp(
  [
    `\\b(?:deprecated|removed|retired|discontinued|sunset(?:ted)?)\\s(?:the following\\s|these\\s)?(?:REST\\s|HTTP\\s|API\\s)?${things}`,
    `\\b(?:deprecat|remov|retir|sunset|discontinu)(?:e|es|ing|al of|ion of|ement of)\\s(?:(?:the|these|following|REST|HTTP|API|legacy|old)\\s){0,4}${things}`,
    `\\b${things}\\s(?:(?:listed\\s)?(?:below|here)\\s)?${toBe}(?:clos(?:ed|ing) down|deprecated|removed|retired|sunset(?:ted)?|discontinued|no longer (?:available|supported))\\b`,
    "^(?:deprecated|deprecations?|removed|removals?|retired)(?: (?:endpoints?|operations?|apis?))?:?$",
  ].join("|"),
  "i",
);
/** What is listed is something else, or a part, or stays. */
const isOfOthers =
  /\b(?:instead|alternativ\w*|replacements?|successors?|new|added|not|except|unaffected|affected by|parameters?|fields?|propert(?:y|ies)|attributes?|headers?|values?|scopes?|permissions?|events?|if|use|migrat\w+)\b|n['’]t\b/i;
