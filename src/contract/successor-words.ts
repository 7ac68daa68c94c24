/** What comes before the name of a successor. */
export const handsOver =
  /(?<!\bnot |n't )\b(?:use|call|prefer|(?:migrate|move|switch|upgrade)(?: over)? to|(?:replaced|superseded|succeeded) (?:by|with)|in favou?r of|(?:successor|replacement) is)\b/i;

/** What comes before the name of what is replaced. */
export const takesPlace = /\b(?:replaces|supersedes|(?:successor|replacement) (?:of|to|for))\b/i;

/** The sentences of a text. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?;])\s+|\n\s*\n/);
}
