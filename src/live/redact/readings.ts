import { parseTime } from "../transport/time.ts";

/**
 * A text for another, which code reads as it reads that: as a whole number, another number, a time, or as none of them. It
 * is the one that is proposed, where that does.
 */
export function readAs(original: string, proposed: string): string {
  const reading = readingOf(original);
  const others = ["x".repeat(Math.min(original.length, longest)), ...texts];
  return [proposed, ...others].find((text) => readingOf(text) === reading) ?? proposed;
}

const longest = 1000;

/** What reads as a whole number, as a fraction, and as neither: also as a time, or not. */
const texts = ["1", "0.5", "2000-01-01T00:00:00Z", "12345678901234567890", "12345.678901"];

function readingOf(text: string): string {
  const number = Number(text);
  const kind = Number.isInteger(number) ? "whole" : Number.isFinite(number) ? "fraction" : "none";
  return `${kind} ${parseTime(text) !== undefined}`;
}
