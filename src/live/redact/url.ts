import { isSecretName } from "../../secret-name.ts";
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
  return origin + text(url.pathname) + (query.length > 0 ? `?${query.join("&")}` : "") + fragment;
}
