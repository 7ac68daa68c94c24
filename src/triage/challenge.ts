import type { Answer } from "../live/exchange.ts";
import { schemes } from "../live/protocol/challenge.ts";

/** What a refusal asks for (RFC 9110, section 11.6.1; RFC 6750, section 3). */
export interface Challenge {
  /** In lower case; none where nothing is asked for. */
  readonly schemes: readonly string[];
  /** `invalid_token`, `insufficient_scope`, … */
  readonly error: string | undefined;
  readonly scopes: readonly string[];
}

/** Reads the challenge of an answer. */
export function challengeOf({ headers }: Answer): Challenge {
  const header = headers["www-authenticate"];
  return {
    schemes: schemes(header) ?? [],
    error: /\berror="?([a-z_]{1,40})/i.exec(header ?? "")?.[1],
    scopes:
      /\bscope="([^"]{1,400})"/i
        .exec(header ?? "")?.[1]
        ?.split(/\s+/)
        .filter(Boolean) ?? [],
  };
}
