/** Whether a header, parameter or property of this name carries a credential. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.replaceAll(/[-_.\s]/g, ""));
}

const secretNames =
  /auth(?!or)|token|secret|passw|passphrase|apikey|accesskey|privatekey|signature|^sig$|^key$|credential|cookie|session|^code$|bearer|jwt|otp$|^pin$/i;

/** Whether a word is a credential by its form, or by being too random to be a word (Shannon entropy). */
export function isSecret(word: string): boolean {
  return isCredential(word) || isRandom(word);
}

/** Whether a word has the form of a well-known kind of credential. */
export function isCredential(word: string): boolean {
  return credentials.some((form) => form.test(word));
}

const credentials = [
  /^eyJ[\w-]{8,}\.[\w-]{2,}(\.[\w-]*)?$/, // JSON Web Token (RFC 7519)
  /^(sk|pk|rk|whsec)_(live|test)?_?\w{10,}$/, // Stripe
  /^(gh[opsur]_|github_pat_)\w{20,}$/,
  /^(AKIA|ASIA)[A-Z\d]{16}$/, // AWS
  /^AIza[\w-]{35}$/, // Google
  /^xox[abeprs]-[\w-]{10,}$/, // Slack
  /^glpat-[\w-]{16,}$/,
  /^SG\.[\w-]{16,}\.[\w-]{16,}$/, // SendGrid
];

/** Bits a character; a random word of 20 letters and digits has about 3.9, an English identifier of that length 3.2. */
const randomBits = 3.5;
const randomLength = 20;

function isRandom(word: string): boolean {
  if (word.length < randomLength || !/^[\w+/=-]+$/.test(word)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  return kinds >= 2 && /\d/.test(word) && entropy(word) >= randomBits;
}

function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / word.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
}
