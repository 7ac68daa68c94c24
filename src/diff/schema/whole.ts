/**
 * Whether multiples of all these are whole numbers: those of 1, and of any other integer.
 * @see JSON Schema 2020-12 Validation, section 6.2.1
 */
export function isWhole(multiplesOf: Iterable<number>): boolean {
  return [...multiplesOf].some((factor) => Number.isInteger(factor));
}
