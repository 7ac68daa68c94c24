import type { Json } from "../../json.ts";
import { isSecretName } from "../../secret-name.ts";
import { redactHeaders } from "./headers.ts";
import { type Described, outline, type Secrecy, standIn } from "./placeholder.ts";
import { readAs } from "./readings.ts";
import { spellings } from "./spellings.ts";
import { noTeam, type Team } from "./team.ts";
import { redactText } from "./text.ts";
import { redactUrl } from "./url.ts";

/** Takes secrets and personal values out of what leaves a sampling. */
export interface Redactor {
  readonly text: (text: string) => string;
  readonly url: (url: string) => string;
  readonly headers: (headers: Readonly<Record<string, string>>) => Record<string, string>;
  /** A body for people: placeholders for all values, equal items once. */
  readonly body: (body: Json) => Json;
  /** A body for machines: it still satisfies what it satisfied in the contract. */
  readonly standIn: (body: Json, described?: Described) => Json;
  /** A body for code to run on: what a text is read as stays, too, be it a number or a time. */
  readonly specimen: (body: Json, described: Described) => Json;
}

/**
 * `secrets` are the credentials that were sent: they are taken out wherever and however a vendor repeats them. `team` is
 * what the team calls secret beside them.
 */
export function redactor(secrets: readonly string[], team: Team = noTeam): Redactor {
  const known = spellings(secrets);
  const text = (raw: string) => redactText(raw, known, team);
  const url = (raw: string) => redactUrl(raw, text, team);
  const secrecy: Secrecy = {
    isName: (name) => isSecretName(name) || team.isName(name),
    isKey: (key) => text(key) !== key,
  };
  return {
    text,
    url,
    headers: (headers) => redactHeaders(headers, { text, url, team }),
    body: (body) => outline(body, secrecy),
    standIn: (body, described) => standIn(body, secrecy, described),
    specimen: (body, described) => standIn(body, secrecy, described, readAs),
  };
}
