import { createHash } from "node:crypto";
import type { Probe } from "../../config/schema.ts";
import { canonical, isObject, type Json } from "../../json.ts";
import { isSecretName } from "../../secret-name.ts";
import { type Redactor, redactor } from "../redact/index.ts";
import type { Team } from "../redact/team.ts";

/**
 * What tells one probe from another, as it is configured: a hash of what it asks for. Values that redaction takes for
 * secrets have no part in it, for whoever can list them could find them by their hash; credentials are no part of a probe.
 * How often it is sent, and what steps are called, makes no difference.
 */
export function probeHash({ operation, parameters, headers, body }: Probe, team: Team): string {
  const redact = redactor([], team);
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const asked = [operation, told(parameters, redact, team), redact.headers(named), told(body ?? null, redact, team)];
  return createHash("sha256").update(canonical(asked)).digest("hex").slice(0, 16);
}

function told(value: Json, redact: Redactor, team: Team): Json {
  if (Array.isArray(value)) return value.map((item: Json) => told(item, redact, team));
  if (!isObject(value)) return ofScalar(value, redact);
  const members = Object.entries(value).map(([name, member = null]): [string, Json] => {
    const isSecret = isSecretName(name) || team.isName(name);
    return [redact.text(name), isSecret ? null : told(member, redact, team)];
  });
  return Object.fromEntries(members);
}

function ofScalar(value: Json, redact: Redactor): Json {
  const text = redact.text(String(value));
  if (typeof value !== "string") return text === String(value) ? value : text;
  return text.replaceAll(/\$steps\.[\w-]+/g, "$steps");
}
