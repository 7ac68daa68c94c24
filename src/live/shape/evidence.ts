/**
 * How many nights of one vendor may have a false alarm, of whatever kind: one in a million. It is shared out evenly
 * among all places of all shapes that are compared that night, and the few questions that are asked at each
 * (Bonferroni's correction), so a vendor with many fields is not wrong more often than one with few.
 */
const falseNights = 1e-6;
/** Is it gone, is it null, is it empty, is it something else, is it written otherwise? */
const questionsAPlace = 5;

/** Whether something cannot be chance. */
export type IsNews = (evidence: Evidence) => boolean;

/** What never was in any of `n` cases, and is in `k` of `m` now. */
export interface Evidence {
  readonly n: number;
  readonly k: number;
  readonly m: number;
}

/** The measure for a night on which so many places are compared. */
export function measure(places: number): IsNews {
  const allowed = falseNights / (Math.max(1, places) * questionsAPlace);
  return (evidence) => chance(evidence) < allowed;
}

/**
 * The probability that nothing has changed and that this is seen all the same, at most.
 *
 * Each case shows it with the same unknown probability p, then and now, and whatever the others show. That none of n
 * shows it, and then k or more of m, has a probability of at most (1 - p)^n · C(m, k) · p^k. Whatever p is, that is no
 * more than at p = k / (n + k), which gives the bound
 *
 *     C(m, k) · (n / (n + k))^n · (k / (n + k))^k
 *
 * What was in all of n and is in none of m is the same thing, asked of the absence: 2^-2n where n = m. For 50 fields,
 * 14 cases on each side suffice, or 64 then and 5 now. Cases that depend on each other are fewer than they seem: of
 * answers to one and the same request, `shifts` counts but one.
 */
export function chance({ n, k, m }: Evidence): number {
  if (n <= 0 || k <= 0 || k > m) return 1;
  const bound = logChoose(m, k) + n * Math.log(n / (n + k)) + k * Math.log(k / (n + k));
  return Math.min(1, Math.exp(bound));
}

function logChoose(m: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, m - k); i++) sum += Math.log((m - i + 1) / i);
  return sum;
}
