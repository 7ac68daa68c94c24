import { isObject, type Json, type JsonObject } from "../json.ts";

/** The claims of a JSON Web Token, unverified; undefined where the text is none (RFC 7519, section 7.2). */
export function claimsOf(token: string): JsonObject | undefined {
  const [header, payload, signature] = token.split(".");
  if (!header?.startsWith("eyJ") || payload === undefined || signature === undefined) return undefined;
  try {
    const claims: Json = JSON.parse(Buffer.from(payload, "base64url").toString());
    return isObject(claims) ? claims : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // it only looks like a token
    throw error;
  }
}

/** What is wrong with a token at a time (milliseconds), in a sentence each. No claim is shown but its times. */
export function complaints({ exp, nbf, iat }: JsonObject, now: number): string[] {
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
