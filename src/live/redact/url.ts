import { isSecretName } from "./secrets.ts";
import type { Team } from "./team.ts";
import { redacted } from "./text.ts";

/**
 * An address without credentials, secrets and fragment: where it leads stays. What cannot be read as one is taken out
 * whole.
 */
export function redactUrl(raw: string, text: (text: string) => string, team: Team): string {
  if (!URL.canParse(raw, "relative:/")) return redacted;
  const url = new URL(raw, "relative:/");
  const origin = url.host === "" ? "" : `${url.protocol}//${text(url.host)}`;
  const query = [...url.searchParams].map(([name, value]) => {
    const isSecret = isSecretName(name) || team.isName(name) || text(value) !== value;
    return `${text(encodeURIComponent(name))}=${isSecret ? redacted : encodeURIComponent(value)}`;
  });
  const fragment = url.hash === "" ? "" : `#${redacted}`;
  return origin + pathOf(url, text) + (query.length > 0 ? `?${query.join("&")}` : "") + fragment;
}

/** A segment is looked at decoded as well, for what is escaped in it. */
function pathOf({ pathname }: URL, text: (text: string) => string): string {
  const segments = text(pathname).split("/");
  return segments.map((segment) => (isHidden(segment, text) ? redacted : segment)).join("/");
}

function isHidden(segment: string, text: (text: string) => string): boolean {
  if (!segment.includes("%")) return false;
  try {
    const decoded = decodeURIComponent(segment);
    return text(decoded) !== decoded;
  } catch (error) {
    if (error instanceof URIError) return false; // it only looks escaped
    throw error;
  }
}
