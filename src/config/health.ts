import { z } from "zod";

const url = z
  .url({ protocol: /^https?$/, error: "expected a URL that starts with https:// or http://" })
  .refine((text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text), "expected a URL without credentials")
  .meta({ description: "It is up where this is answered, by anything below 500.", format: "uri" });

const tcpText = 'expected "host:port", such as "db.internal:5432"';

const tcp = z
  .string(tcpText)
  .regex(/^(\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}$/, tcpText)
  .meta({ description: "host:port. It is up where a connection can be made, as to a database or a broker." })
  .transform((text) => {
    const [, host = "", port = ""] = /^(.*):(\d+)$/.exec(text) ?? [];
    return { host, port: Number(port) };
  })
  .refine(({ port }) => port > 0 && port <= 65_535, "expected a port between 1 and 65535");

/** How the file says it. Exactly one of the two ways to ask. */
export const health = z
  .strictObject({
    name: z.string().min(1).max(100).meta({ description: "What it is called in reports." }),
    url: url.optional(),
    tcp: tcp.optional(),
    kind: z.enum(["vendor", "ours"]).meta({ description: "Whose it is: the vendor's, or the team's own." }),
  })
  .transform(({ name, kind, url, tcp }, context): HealthEndpoint => {
    if (url !== undefined && tcp === undefined) return { name, kind, by: "http", url };
    if (tcp !== undefined && url === undefined) return { name, kind, by: "tcp", ...tcp };
    context.addIssue({ code: "custom", message: "expected exactly one of url, tcp" });
    return z.NEVER;
  });

/** Something whose health explains failures, and how to ask for it. */
export type HealthEndpoint = { readonly name: string; readonly kind: "vendor" | "ours" } & (
  | { readonly by: "http"; readonly url: string }
  | { readonly by: "tcp"; readonly host: string; readonly port: number }
);
