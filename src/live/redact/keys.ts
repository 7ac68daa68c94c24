import { isObject, type Json, type JsonObject } from "../../json.ts";
import { spellings } from "./spellings.ts";
import { noTeam, type Team } from "./team.ts";
import { redacted } from "./text.ts";

/** A shorter secret could be a part of any name. */
const shortestSecret = 6;

/**
 * A value whose keys hold no secret that was sent, and nothing that the team calls secret: such a key is shown as taken
 * out. All else stays as it is, so that it can be held against a contract.
 */
export function withoutSecretKeys(value: Json, secrets: readonly string[], team: Team = noTeam): Json {
  const known = spellings(secrets.filter(({ length }) => length >= shortestSecret));
  if (known.length === 0 && team === noTeam) return value;
  const seen = new Map<string, boolean>();
  return renamed(value, (key) => {
    const found = seen.get(key) ?? (known.some((secret) => key.includes(secret)) || team.text(key) !== key);
    seen.set(key, found);
    return found;
  });
}

/** What needs no change is not copied. */
function renamed(value: Json, isSecret: (key: string) => boolean): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => renamed(item, isSecret));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  return isObject(value) ? renamedMembers(value, isSecret) : value;
}

function renamedMembers(object: JsonObject, isSecret: (key: string) => boolean): JsonObject {
  const members = Object.entries(object).map(([key, member = null]): [string, Json] => [
    isSecret(key) ? redacted : key,
    renamed(member, isSecret),
  ]);
  return members.some(([name, member]) => object[name] !== member) ? Object.fromEntries(members) : object;
}
