import { distance } from "fastest-levenshtein";

/**
 * The candidates that a mistyped name may have meant, nearest first, at most `count`: those that differ in no more than
 * a third of its letters, or only in case.
 */
export function nearest(name: string, candidates: readonly string[], count = 1): string[] {
  const limit = Math.max(2, Math.floor(name.length / 3));
  return candidates
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}
