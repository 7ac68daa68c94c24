/** Whether a word is too random to be one (Shannon entropy): a key, a token, a hash. */
export function isRandom(word: string): boolean {
  if (word.length < randomLength || !/^[\w+/=-]+$/.test(word)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  return kinds >= 2 && /\d/.test(word) && entropy(word) >= randomBits;
}

/** Bits a character; a random word of 20 letters and digits has about 3.9, an English identifier of that length 3.2. */
const randomBits = 3.5;
const randomLength = 20;

function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / word.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
