import type { JWTPayload } from "jose";
import { decodeJwt } from "jose/jwt/decode";

/** The claims of a JSON Web Token, unverified; undefined where the text is none (RFC 7519, section 7.2). */
export function claimsOf(token: string): JWTPayload | undefined {
  try {
    return decodeJwt(token);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_JWT_INVALID") return undefined; // an opaque token
    throw error;
  }
}

/** What is wrong with a token at a time (milliseconds), in a sentence each. No claim is shown but its times. */
export function complaints({ exp, nbf, iat }: JWTPayload, now: number): string[] {
  const seconds = Math.floor(now / 1000);
  return [
    ...(typeof exp === "number" && exp <= seconds ? [`the token expired ${seconds - exp} s ago (exp)`] : []),
    ...(typeof nbf === "number" && nbf > seconds
      ? [`the token is not valid for another ${nbf - seconds} s (nbf)`]
      : []),
    ...(typeof iat === "number" && iat > seconds
      ? [`the token was issued ${iat - seconds} s in the future (iat)`]
      : []),
  ];
}

/** Whether a token names audiences by URL (RFC 7519, section 4.1.3), and none of them is on a host. */
export function isForAnotherHost({ aud }: JWTPayload, host: string): boolean {
  const urls = [aud ?? []].flat().filter((audience) => /^https?:\/\//.test(audience) && URL.canParse(audience));
  return urls.length > 0 && urls.every((audience) => new URL(audience).hostname !== host);
}

/** The scopes that a token says it has: `scope` (RFC 8693, section 4.2), or `scp`; undefined where it says nothing of them. */
export function grantedBy({ scope, scp }: JWTPayload): readonly string[] | undefined {
  if (typeof scope === "string") return scope.split(/\s+/).filter(Boolean);
  if (typeof scp === "string") return scp.split(/\s+/).filter(Boolean);
  return Array.isArray(scp) ? scp.filter((one) => typeof one === "string") : undefined;
}
