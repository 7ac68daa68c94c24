import { isObject, type Json } from "../../json.ts";
import { isJson } from "../conformance/media-type.ts";

/** As much of an answer as it takes to read its body. */
interface Encoded {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

import { withoutSecretKeys } from "./keys.ts";
import type { Team } from "./team.ts";

/** What a body turned out to be. */
export type Content =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "text"; readonly text: string }
  /** It says that it is JSON, and is not. */
  | { readonly kind: "broken"; readonly text: string; readonly why: string };

const decoder = new TextDecoder();

/** Deeper values than this are no answer but an attack on whoever walks them. */
const depthLimit = 200;

/**
 * Reads a body as its media type says. The byte order mark that some servers send is not part of the text. Keys of JSON
 * hold no credentials that were sent, and nothing that the team calls secret: keys are told where values are not.
 */
export function content({ headers, body }: Encoded, secrets: readonly string[] = [], team?: Team): Content {
  if (body.length === 0) return { kind: "none" };
  const text = decoder.decode(body);
  if (!isJson(headers["content-type"])) return { kind: "text", text };
  try {
    const value: Json = JSON.parse(text);
    return isDeeper(value, depthLimit)
      ? { kind: "broken", text, why: "is nested too deeply" }
      : { kind: "json", value: withoutSecretKeys(value, secrets, team) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "broken", text, why: "is not JSON" };
    throw error;
  }
}

function isDeeper(value: Json | undefined, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item: Json) => isDeeper(item, levels - 1));
  return isObject(value) && Object.values(value).some((member) => isDeeper(member, levels - 1));
}
