import { z } from "zod";

const secret = z
  .string()
  .regex(/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/, "expected a reference to an environment variable, such as ${VENDOR_TOKEN}")
  .meta({ description: "A reference to an environment variable: ${NAME}. Secrets are never written into this file." });

/** How the file says it. Exactly one of the three. */
export const auth = z
  .strictObject({
    bearer: secret.optional(),
    basic: z.strictObject({ username: z.string(), password: secret }).optional(),
    "api-key": z
      .strictObject({ in: z.enum(["header", "query", "cookie"]), name: z.string().min(1), value: secret })
      .optional(),
  })
  .meta({
    description: "How probes authenticate: one of bearer, basic, api-key.",
    minProperties: 1,
    maxProperties: 1,
  })
  .transform(({ bearer, basic, "api-key": apiKey }, context): Auth => {
    const said: Auth[] = [
      ...(bearer === undefined ? [] : [{ kind: "bearer", token: bearer } as const]),
      ...(basic === undefined ? [] : [{ kind: "basic", ...basic } as const]),
      ...(apiKey === undefined ? [] : [{ kind: "api-key", ...apiKey } as const]),
    ];
    const [only, another] = said;
    if (only !== undefined && another === undefined) return only;
    context.addIssue({ code: "custom", message: "expected exactly one of bearer, basic, api-key" });
    return z.NEVER;
  });

/** How probes authenticate. `token`, `password` and `value` (`username` may be) are references, for `secret()`. */
export type Auth =
  | { readonly kind: "bearer"; readonly token: string }
  | { readonly kind: "basic"; readonly username: string; readonly password: string }
  | {
      readonly kind: "api-key";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
      readonly value: string;
    };
