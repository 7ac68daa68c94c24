import { z } from "zod";

/** How much a finding matters. Ordered: `breaking` first. `none` in a configuration hides a rule. */
export const levels = ["breaking", "warning", "info"] as const;
export type Level = (typeof levels)[number];

/** A value, or a reference to an environment variable: `${NAME}`. Secrets are never written down. */
const secret = z
  .string()
  .regex(/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/, "expected a reference to an environment variable, such as ${VENDOR_TOKEN}")
  .meta({ description: "A reference to an environment variable: ${NAME}. Secrets are never written into this file." });

const auth = z
  .union([
    z.strictObject({ bearer: secret }),
    z.strictObject({ basic: z.strictObject({ username: z.string(), password: secret }) }),
    z.strictObject({
      "api-key": z.strictObject({
        in: z.enum(["header", "query", "cookie"]),
        name: z.string().min(1),
        value: secret,
      }),
    }),
  ])
  .meta({ description: "How probes authenticate: one of bearer, basic, api-key." });

const operation = z
  .string()
  .regex(
    /^(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE|TRACE|QUERY) \/\S*$/,
    'expected "METHOD /path", such as "GET /orders/{id}"',
  );

const probe = z.strictObject({
  operation: operation.meta({ description: "METHOD /path/template, as in the contract." }),
  parameters: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]))
    .default({})
    .meta({ description: "Values by parameter name, wherever the contract puts them." }),
  headers: z.record(z.string(), z.string()).default({}).meta({ description: "More request headers." }),
  samples: z.int().min(1).max(20).default(1).meta({ description: "How many times to send it." }),
});

const duration = z
  .string()
  .regex(/^\d+(\.\d+)?(ms|s|m)$/, 'expected a duration, such as "10s" or "500ms"')
  .meta({ description: "A duration: 500ms, 10s, 2m." });

const rate = z
  .string()
  .regex(/^\d+\/(s|m|h)$/, 'expected a rate, such as "5/s" or "100/m"')
  .meta({ description: "Requests per second, minute or hour: 5/s." });

const list = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);

const vendor = z.strictObject({
  source: list(z.string().min(1)).meta({
    description:
      "Where the vendor publishes its description: https://…, npm:name@range#path, github:owner/repo@ref#path, git+https://…@ref#path, file:path or a path. A list is tried in order.",
  }),
  include: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .meta({ description: "Operations the team uses: METHOD /path, with globs; or tag:NAME. Default: all." }),
  server: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: "Base URL that probes are sent to." }),
  timeout: duration.default("10s").meta({ description: "For connecting, for headers, for a body." }),
  retries: z.int().min(0).max(10).default(2).meta({ description: "Tries after the first, for safe requests." }),
  "allow-private": z
    .boolean()
    .default(false)
    .meta({ description: "Whether private and loopback addresses may be reached." }),
  rate: rate.default("5/s").meta({ description: "At most this many probes." }),
  concurrency: z.int().min(1).max(64).default(4).meta({ description: "Probes under way at once." }),
  auth: auth.optional(),
  probes: z.array(probe).default([]).meta({ description: "Safe live requests to sample." }),
  code: z.array(z.string().min(1)).default([]).meta({ description: "Globs of the code that calls this vendor." }),
  owners: z.array(z.string().min(1)).default([]).meta({ description: "Who is told: @user or @org/team." }),
  "status-page": z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: "The vendor's status page, in the statuspage format." }),
});

const policy = z.strictObject({
  perspective: z.enum(["consumer", "provider"]).default("consumer").meta({
    description: "Whose levels: what breaks a caller (consumer), or what a provider may not change (provider).",
  }),
  "fail-on": z
    .enum([...levels, "none"])
    .default("breaking")
    .meta({ description: "Exit with 1 at or above this level." }),
  levels: z
    .record(z.string(), z.enum([...levels, "none"]))
    .default({})
    .meta({ description: "Level by rule id; none hides the rule." }),
});

const publish = z.strictObject({
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'expected "owner/name"')
    .optional()
    .meta({ description: "Where issues are opened. Default: GITHUB_REPOSITORY." }),
  label: z.string().min(1).max(50).default("contract-drift").meta({ description: "The label of driftpin's issues." }),
  "bot-logins": z
    .array(z.string().min(1))
    .min(1)
    .default(["github-actions[bot]"])
    .meta({ description: "Authors whose issues driftpin takes for its own." }),
  "close-after": z.int().min(1).max(30).default(2).meta({ description: "Clean nights before an issue is closed." }),
  "max-new-issues": z.int().min(1).max(100).default(5).meta({ description: "New issues per run." }),
});

/** The configuration file. The one source of its types, its validation and `schema/config.json`. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "For editors." }),
    version: z.literal(1).meta({ description: "Version of this format." }),
    vendors: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "expected a short name of a-z, 0-9, dot, dash and underscore"),
        vendor,
      )
      .meta({ description: "The vendors, by a short name that is also their folder under specs/." }),
    policy: policy.prefault({}),
    publish: publish.prefault({}),
    ledger: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "A file that keeps the history of findings and failures (JSON Lines)." }),
  })
  .meta({ title: "driftpin configuration" });

export type Auth = z.output<typeof auth>;
export type Probe = z.output<typeof probe>;
export type Policy = z.output<typeof policy>;
export type Publish = z.output<typeof publish>;
/** One vendor, as the file says it, defaults filled in. `${NAME}` references are not resolved yet. */
export type Vendor = z.output<typeof vendor> & { readonly name: string };

/** A loaded configuration. */
export interface Config {
  /** Absolute path of the file. */
  readonly file: string;
  /** Absolute path of its folder: `specs/` lies there, and relative sources start there. */
  readonly folder: string;
  readonly vendors: readonly Vendor[];
  readonly policy: Policy;
  readonly publish: Publish;
  /** Absolute path, if a ledger is wanted. */
  readonly ledger: string | undefined;
}
