import { z } from "zod";
import { auth } from "./auth.ts";
import { camelKeys } from "./camel.ts";
import { health } from "./health.ts";
import { levels } from "./level.ts";
import { dispatch, hook, vendorsNamed } from "./notify.ts";
import { flawsOf } from "./steps.ts";
import { timeout, wait } from "./transport.ts";
import { rate } from "./units.ts";
import { type Verify, verify } from "./verify.ts";

const operation = z
  .string()
  .regex(
    /^(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE|TRACE|QUERY) \/\S*$/,
    'expected "METHOD /path", such as "GET /orders/{id}"',
  );

const value = z.json().refine((given) => given !== null, "expected a value; leave out what is not to be sent");

const probe = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\w-]+$/, "expected a name of letters, digits, dash and underscore")
      .optional()
      .meta({ description: "A name, for probes that take values from it: $steps.ID.response.body#/0/id." }),
    operation: operation.meta({ description: "METHOD /path/template, as in the contract." }),
    parameters: z.record(z.string(), value).default({}).meta({
      description: "Values by parameter name; $steps.ID.response.body#/0/id takes one from another probe's answer.",
    }),
    headers: z.record(z.string(), z.string()).default({}).meta({ description: "More request headers." }),
    body: z.json().optional().meta({
      description: "The request body, as JSON; sent in the contract's media type, or that of a content-type header.",
    }),
    samples: z.int().min(1).max(20).default(1).meta({ description: "How many times to send it." }),
    pages: z.int().min(1).max(20).default(1).meta({ description: "How many pages to read, where there are more." }),
    unsafe: z.boolean().default(false).meta({
      description:
        "Whether it may change something at the vendor, which must be marked as a sandbox. It is never sent again.",
    }),
  })
  .refine(({ unsafe, samples, pages }) => !unsafe || (samples === 1 && pages === 1), {
    path: ["unsafe"],
    error: "expected no samples and no pages beside it: an unsafe request is sent once",
  });

/** Probes beside `auto` are configured ones; operations that they name are not probed a second time. */
const probes = z
  .union([z.literal("auto"), z.array(z.union([probe, z.literal("auto")]))])
  .default([])
  .superRefine((listed, context) => {
    const flaws = listed === "auto" ? [] : flawsOf(listed);
    for (const { path, message } of flaws) context.addIssue({ code: "custom", path: [...path], message });
  })
  .meta({ description: "Safe live requests to sample; auto makes some from the contract's own examples." });

const url = () =>
  z
    .url({ protocol: /^https?$/, error: "expected a URL that starts with https:// or http://" })
    .refine(
      (text) => !/^[a-z]+:\/\/[^/?#]*@/i.test(text),
      'expected a URL without credentials, which belong into "auth"',
    )
    .meta({ format: "uri" });

const redact = z
  .strictObject({
    names: z
      .array(z.string().min(1))
      .default([])
      .meta({ description: "Headers, parameters and properties whose values are secret, whatever their case." }),
    patterns: z.array(z.string().min(1)).default([]).meta({
      description: "Regular expressions (RE2) of texts that are secret: account numbers, names of customers.",
    }),
  })
  .meta({ description: "What is secret at this vendor, beside what driftpin takes for secret everywhere." });

/** The server that is asked first, if one is configured, and those that stand in for it. */
function servers([server, ...fallbackServers]: readonly string[]) {
  return { ...(server !== undefined && { server }), fallbackServers };
}

const vendor = z
  .strictObject({
    source: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .meta({
        description:
          "Where the vendor publishes its description: https://…, npm:name@range#path, github:owner/repo@ref#path, git+https://…@ref#path, file:path or a path. A list is tried in order.",
      })
      .transform((source) => [source].flat()),
    include: z
      .union([z.literal("used"), z.array(z.string().min(1)).min(1)])
      .meta({
        description:
          "Operations the team uses: METHOD /path, with globs; tag:NAME; or used, for those that its code calls. Default: all.",
      })
      .transform((include) => [include].flat())
      .optional(),
    server: z
      .union([url(), z.array(url()).min(1)])
      .optional()
      .meta({
        description: "Base URL that probes are sent to. Of a list, each is asked where those before it fail.",
      }),
    sandbox: z
      .boolean()
      .default(false)
      .meta({ description: "Whether the server is there to be tried out: only then are unsafe probes sent." }),
    timeout: timeout.prefault("10s"),
    wait: wait.prefault("10s"),
    retries: z.int().min(0).max(10).default(2).meta({ description: "Tries after the first, for safe requests." }),
    "allow-private": z
      .boolean()
      .default(false)
      .meta({ description: "Whether private and loopback addresses may be reached." }),
    rate: rate.prefault("5/s").meta({ description: "At most this many probes." }),
    concurrency: z.int().min(1).max(64).default(4).meta({ description: "Probes under way at once." }),
    auth: auth.optional(),
    redact: redact.optional(),
    probes,
    recordings: z.array(z.string().min(1)).optional().meta({
      description:
        "Globs of HAR files, Postman collections and what driftpin/undici records: how the vendor answered the team's own tests.",
    }),
    "max-auto-probes": z.int().min(1).max(200).default(20).meta({ description: "Probes that auto may make." }),
    code: z.array(z.string().min(1)).default([]).meta({ description: "Globs of the code that calls this vendor." }),
    types: z.boolean().default(false).meta({
      description: "Whether specs/NAME/types.ts is written with the contract: TypeScript types of it.",
    }),
    owners: z.array(z.string().min(1)).default([]).meta({
      description: "Who is told: @user or @org/team. Default: whom CODEOWNERS names for specs/<vendor>/contract.json.",
    }),
    "status-page": url().optional().meta({ description: "The vendor's status page, in the statuspage format." }),
    announcements: z.array(url()).default([]).meta({
      description:
        "Where the vendor announces changes: Atom, RSS and JSON feeds, and https://github.com/OWNER/REPO/releases. What an entry says of a finding is told beside it.",
    }),
    health: z.array(health).default([]).meta({
      description: "What else must be up for the vendor to be called: asked when a probe fails.",
    }),
  })
  .transform(({ server, timeout, rate, probes, "max-auto-probes": most, ...rest }) => ({
    ...camelKeys(rest),
    ...servers([server ?? []].flat()),
    ...timeout,
    perSecond: rate,
    probes: [probes].flat().filter((listed) => listed !== "auto"),
    autoProbes: [probes].flat().includes("auto") ? most : 0,
  }));

const ruleLevels = z.record(z.string(), z.enum([...levels, "none"]));

const override = z.strictObject({
  operations: z
    .array(z.string().min(1))
    .min(1)
    .meta({ description: "Operations: METHOD /path, with globs; the path alone, for all methods; or tag:NAME." }),
  levels: ruleLevels.meta({ description: "Level by rule id at these operations; none hides the rule there." }),
});

const days = z.int().min(0).max(3650);

const noticeDays = z
  .union([
    days,
    z.strictObject({
      beta: days.optional().meta({ description: "Days for what is beta." }),
      stable: days.optional().meta({ description: "Days for what is stable." }),
    }),
  ])
  .transform((given) => (typeof given === "number" ? { beta: given, stable: given } : given));

const policy = z
  .strictObject({
    perspective: z.enum(["consumer", "provider"]).default("consumer").meta({
      description: "Whose levels: what breaks a caller (consumer), or what a provider may not change (provider).",
    }),
    "fail-on": z
      .enum([...levels, "none"])
      .default("breaking")
      .meta({ description: "Exit with 1 at or above this level." }),
    "notice-days": noticeDays.optional().meta({
      description:
        "Days that a vendor must leave between announcing an end and the end, 31 for what is beta and 180 for what is stable if absent: a number for both, or one for each. Where it is given, a deprecation without a date is told too.",
    }),
    unused: z.enum(["lower", "keep"]).default("lower").meta({
      description:
        "What becomes of a finding that is about something the code certainly does not use: lower makes it info, keep leaves it.",
    }),
    "severity-levels": z.string().min(1).optional().meta({
      description: "A file with a rule and err, warn, info or none on each line, relative to this one.",
    }),
    levels: ruleLevels.default({}).meta({
      description: "Level by rule id, over what severity-levels says; none hides the rule.",
    }),
    overrides: z.array(override).default([]).meta({
      description: "Levels of some operations, over those of all; where several name a rule, the last one holds.",
    }),
  })
  .transform(camelKeys);

const publish = z
  .strictObject({
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
    "mention-owners": z
      .boolean()
      .default(false)
      .meta({ description: "Whether owning teams are mentioned in issues, which notifies all of their members." }),
    "pull-requests": z.boolean().default(false).meta({
      description:
        "Whether a pull request with the new pin, and with verified patches, is opened beside each issue. Needs contents: write and pull-requests: write.",
    }),
    "max-open-prs": z.int().min(1).max(100).default(5).meta({ description: "Pull requests open at once." }),
    base: z.string().min(1).optional().meta({
      description: "The branch that pull requests are for. Default: the repository's default branch.",
    }),
    "commit-mode": z.enum(["api", "git"]).default("api").meta({
      description: "How branches are written: through GitHub's API, which signs for bots, or pushed with git.",
    }),
    strict: z.boolean().default(false).meta({
      description: "Whether a run that was not permitted to publish all of it, or could not tell a hook, exits with 2.",
    }),
    notify: z.array(hook).default([]).meta({
      description: "Who is told, beside GitHub, when an issue is opened, gets worse, or is closed.",
    }),
    dispatch: z.array(dispatch).default([]).meta({
      description: "What new or worse drift starts in the repository: jobs of the team's own.",
    }),
  })
  .transform(camelKeys);

/** The configuration file. The one source of its types, its validation and `schema/config.json`. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "For editors." }),
    version: z.literal(1).meta({ description: "Version of this format: 1." }),
    vendors: z
      .record(
        z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "expected a short name of a-z, 0-9, dot, dash and underscore"),
        vendor,
      )
      .meta({ description: "The vendors, by a short name that is also their folder under specs/." }),
    policy: policy.prefault({}).meta({ description: "How grave changes are, and which of them fail a run." }),
    publish: publish.prefault({}).meta({ description: "Where and how issues are opened: check --publish." }),
    verify: verify.optional(),
    ledger: z.string().min(1).optional().meta({
      description:
        "A file that keeps the history of findings and failures (JSON Lines). It counts the nights: without it, no issue tells of what could not be checked for three of them.",
    }),
  })
  .superRefine(({ vendors, publish }, context) => {
    for (const { path, name } of vendorsNamed(publish)) {
      if (Object.hasOwn(vendors, name)) continue;
      const message = `expected the name of a vendor: ${Object.keys(vendors).join(", ")}`;
      context.addIssue({ code: "custom", path: ["publish", ...path], message });
    }
  })
  .meta({ title: "driftpin configuration" });

export type { Auth } from "./auth.ts";
export type { Verify } from "./verify.ts";
export type Probe = z.output<typeof probe>;
export type Policy = z.output<typeof policy>;
export type Publish = z.output<typeof publish>;
/**
 * One vendor, as the file says it, defaults filled in: `allow-private` is `allowPrivate`, `rate` is `perSecond`, and
 * `timeout` is `timeoutMs`, beside `timeouts` of their own and `totalMs`. `probes` are the configured ones, and
 * `autoProbes` is how many more may be made from the contract. `${NAME}` references are not resolved yet.
 */
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
  /** What verifies patches beside the compiler, if anything is to. */
  readonly verify: Verify | undefined;
  /** Absolute path, if a ledger is wanted. */
  readonly ledger: string | undefined;
}
