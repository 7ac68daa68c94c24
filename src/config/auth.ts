import { z } from "zod";
import { camelKeys } from "./camel.ts";
import { referencePattern } from "./environment.ts";

const secret = z
  .string()
  .regex(referencePattern, "expected a reference to an environment variable, such as ${VENDOR_TOKEN}")
  .meta({ description: "A reference to an environment variable: ${NAME}. Secrets are never written into this file." });

/** The token endpoint takes the client's secret, so it is asked over TLS (RFC 6749, section 3.2), but on this machine. */
const tokenUrl = z
  .url()
  .regex(
    /^(https:\/\/[^/?#@]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)([/?][^#]*)?$/i,
    "expected a URL that starts with https://, without credentials and fragment",
  )
  .meta({ format: "uri", description: "The vendor's token endpoint." });

const oauth2 = z
  .strictObject({
    "token-url": tokenUrl,
    "client-id": z.string().min(1).meta({ description: "The client's id, or a reference: ${NAME}." }),
    "client-secret": secret,
    "client-authentication": z.enum(["basic", "body"]).default("basic").meta({
      description: "Where the client's id and secret go: a Basic header, or the request's body.",
    }),
    scope: z.string().min(1).optional().meta({ description: "Scopes, separated by spaces." }),
    audience: z.string().min(1).optional().meta({ description: "The API that the token is for, where vendors ask." }),
  })
  .meta({ description: "OAuth 2.0 client credentials: one token is fetched, and shared by the vendor's probes." })
  .transform(camelKeys);

/** How the file says it. Exactly one of the four. */
export const auth = z
  .strictObject({
    bearer: secret.optional(),
    basic: z
      .strictObject({
        username: z.string().meta({ description: "The user's name, or a reference: ${NAME}." }),
        password: secret,
      })
      .optional()
      .meta({ description: "A name and a password (RFC 7617)." }),
    "api-key": z
      .strictObject({
        in: z.enum(["header", "query", "cookie"]).meta({ description: "Where the key is sent." }),
        name: z.string().min(1).meta({ description: "Of the header, the parameter or the cookie." }),
        value: secret,
      })
      .optional()
      .meta({ description: "A key that the vendor has given out." }),
    oauth2: oauth2.optional(),
  })
  .meta({
    description: "How probes authenticate: one of bearer, basic, api-key, oauth2.",
    minProperties: 1,
    maxProperties: 1,
  })
  .transform(({ bearer, basic, "api-key": apiKey, oauth2 }, context): Auth => {
    const said: Auth[] = [
      ...(bearer === undefined ? [] : [{ kind: "bearer", token: bearer } as const]),
      ...(basic === undefined ? [] : [{ kind: "basic", ...basic } as const]),
      ...(apiKey === undefined ? [] : [{ kind: "api-key", ...apiKey } as const]),
      ...(oauth2 === undefined ? [] : [{ kind: "oauth2", ...oauth2 } as const]),
    ];
    const [only, another] = said;
    if (only !== undefined && another === undefined) return only;
    context.addIssue({ code: "custom", message: "expected exactly one of bearer, basic, api-key, oauth2" });
    return z.NEVER;
  });

/** How probes authenticate. Secrets are references, and other strings may be, for `secret()`. */
export type Auth =
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "basic"; readonly username: string; readonly password: string }
  | {
      readonly kind: "api-key";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      readonly value: string;
    }
  | ({ readonly kind: "oauth2" } & z.output<typeof oauth2>);
