import { isSecretName } from "../../secret-name.ts";
import { withoutPersonal } from "./personal.ts";
import { isRandom } from "./random.ts";
import { credentials } from "./secrets.ts";
import type { Team } from "./team.ts";

/** What stands where something was taken out. */
export const redacted = "[redacted]";

/**
 * Takes out of a text what is known to be secret, what has the form of a credential, what is assigned to a secret name,
 * what tells who somebody is, and what is too random to be a word. An id of the form of a UUID becomes the nil one, so
 * that an address keeps its form; times, versions and plain numbers stay.
 * @param known spellings of secrets, the longest first
 */
export function redactText(raw: string, known: readonly string[], team: Team): string {
  const sent = known.reduce((rest, secret) => rest.replaceAll(secret, redacted), team.text(raw));
  const text = sent.replaceAll(escaped, (run) => (isHidden(run, known, team) ? redacted : run));
  return withoutPersonal(
    text
      .replaceAll(privateKey, redacted)
      .replaceAll(userInfo, `$1${redacted}@`)
      .replaceAll(credentials, redacted)
      .replaceAll(scheme, `$1 ${redacted}`)
      .replaceAll(assignment, (all, name: string, separator: string) =>
        isSecretName(name) || team.isName(name) ? name + separator + redacted : all,
      ),
    redacted,
  )
    .replaceAll(uuid, nil)
    .replaceAll(base64, (run) => (isMixed(run) ? redacted : run))
    .replaceAll(word, (candidate) => (candidate !== nil && isRandom(candidate) ? redacted : candidate));
}

/** What is escaped for a URL (RFC 3986, section 2.1), with what stands beside it. */
const escaped = /(?<![\w.~!*'()+-])[\w.~!*'()+-]*(?:%[\dA-F]{2}[\w.~!*'()+-]*)+/gi;

/** Whether there is something to take out of a text when it is unescaped, be it for the second time. */
function isHidden(run: string, known: readonly string[], team: Team): boolean {
  const plain = unescaped(run);
  return plain !== undefined && plain !== run && redactText(plain, known, team) !== plain;
}

function unescaped(run: string): string | undefined {
  try {
    return decodeURIComponent(run.replaceAll("+", " "));
  } catch (error) {
    if (error instanceof URIError) return undefined; // it only looks escaped
    throw error;
  }
}

/** A key in PEM (RFC 7468), up to its end or that of the text; line ends may be escaped. */
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----END)[\s\S])*(?:-----END [A-Z ]{0,40}-----)?/g;
/** Credentials in a URL (RFC 3986, section 3.2.1). */
const userInfo = /\b([a-z][a-z\d+.-]{1,20}:\/\/)[^\s/?#@"'<>]{1,200}@/gi;
/** A scheme with its credentials; not a challenge, which has parameters there (RFC 6750, section 3). */
const scheme =
  /\b(Basic|Bearer|Token|ApiKey)\s+(?!(?:realm|error|error_description|error_uri|scope|charset|resource_metadata)=")[\w+/=.~-]{6,}/gi;
const assignment = /\b([\w-]{2,40})("?\s{0,3}[:=]\s{0,3}"?)[^\s"'&,;<>]{4,}/g;

const uuid = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi;
const nil = "00000000-0000-0000-0000-000000000000";

/** With slashes, but no path, which begins with one. */
const base64 = /(?<![\w/+.-])[A-Za-z\d+][A-Za-z\d+/]{30,}={0,2}(?![\w/+.-])/g;

function isMixed(run: string): boolean {
  return run.includes("/") && [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(run));
}

/** Without dots and slashes, so that a secret does not hide in a path. */
const word = /[\w+=-]{12,}/g;
