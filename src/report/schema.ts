import { z } from "zod";
import type { Json } from "../json.ts";
import type { CheckReport, DiffReport } from "./report.ts";
import type { ReviewReport } from "./reviewed.ts";
import type { ImpactReport } from "./used.ts";

const some = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object(shape).readonly();
const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly();
const count = z.int().min(0);

const level = z.enum(["breaking", "warning", "info"]);

const operation = some({
  method: z.string().meta({ description: "get, put, … in lower case; other methods as the description spells them." }),
  path: z.string().meta({ description: "The path template." }),
});

const summary = some({ breaking: count, warning: count, info: count, unknown: count }).meta({
  description: "Counts by level, each root once; what was accepted does not count.",
});

const where = some({
  file: z.string().meta({ description: "A path, a URL, or npm:name@version#path." }),
  line: z.int().min(1).exactOptional(),
  column: z.int().min(1).exactOptional(),
});

const location = some({
  pointer: z.string().meta({ description: "JSON Pointer to the place, read through the operation, $refs followed." }),
  base: where.exactOptional().meta({ description: "Where the pinned or older description says it." }),
  revision: where.exactOptional().meta({ description: "Where the published or newer description says it." }),
});

const change = {
  rule: z.string(),
  level,
  operation: operation.exactOptional(),
  location,
  text: z.string(),
  rename: some({ to: z.string(), evidence: list(z.string()) })
    .exactOptional()
    .meta({ description: "Where something is gone: what it is probably called now, and why. No fact." }),
  todo: z.string().meta({ description: "What the reader can do." }),
  fingerprint: z.string().meta({ description: "The same every night, whatever moved around it." }),
  root: z.string().meta({ description: "The same for everything that comes from one edit." }),
  operations: count.meta({ description: "How many operations the root reaches." }),
  reach: list(operation).exactOptional().meta({ description: "Which ones, where it is told once for all of them." }),
  proof: z.enum(["witness", "rule"]).exactOptional(),
  witness: (z.unknown() as z.ZodType<Json, Json>)
    .exactOptional()
    .meta({ description: "A value that one side accepts and the other refuses." }),
};

const rename = some({
  to: z.string(),
  evidence: list(z.string()).meta({ description: "What speaks for it, in a few words each." }),
})
  .exactOptional()
  .meta({ description: "What that which is gone is probably called now: an offer, not a fact." });

const codePlace = some({
  file: z.string().meta({ description: "Relative to the configuration's folder." }),
  line: z.int().min(1),
  column: z.int().min(1),
  certainty: z.enum(["compiled", "typed", "called", "mentioned"]),
  test: z.literal(true).exactOptional().meta({ description: "In a test of the team's, or in a mock." }),
  frame: z.string().exactOptional().meta({ description: "The line, trimmed and short; secrets are masked." }),
  symbol: z.string().exactOptional().meta({ description: "The class, method or function around it." }),
  how: z.string().exactOptional().meta({ description: "How it reaches what changed, in a few words." }),
});

const finding = some({
  ...change,
  verdict: z.enum(["released", "announced", "published", "silent", "conflicting"]),
  instancePath: z.string().exactOptional().meta({ description: "JSON Pointer into the body; array indices as *." }),
  evidence: list(z.string()).meta({ description: "What was seen live, in a sentence each." }),
  impact: list(codePlace).meta({ description: "The lines of the team's code that it reaches." }),
  suggestions: list(
    some({
      kind: z.string(),
      applicability: z.enum(["verified", "likely", "placeholder", "advice"]),
      text: z.string(),
      edits: list(
        some({
          file: z.string().meta({ description: "Relative to the configuration's folder." }),
          start: z.int().min(0),
          end: z.int().min(0),
          text: z.string().meta({ description: "What stands there instead." }),
        }),
      )
        .exactOptional()
        .meta({ description: "What a patch replaces in files as they are; offsets count UTF-16 code units." }),
      diff: z.string().exactOptional().meta({ description: "The same as a unified diff." }),
      command: z.enum(["passes", "fails", "unknown"]).exactOptional().meta({
        description: "What the team's verify command says of a patch that the compiler verified.",
      }),
      output: z.string().exactOptional().meta({
        description: "The last lines that the command printed where it did not pass; secrets are masked.",
      }),
    }),
  ),
  accepted: some({ reason: z.string() }).exactOptional(),
  unused: z.string().exactOptional().meta({
    description: "What was searched, where the team's code certainly does not use what it is about.",
  }),
  announcement: some({
    title: z.string(),
    date: z.iso.date().meta({ description: "The day (UTC) of its publication." }),
    url: z.string().exactOptional().meta({ description: "https only." }),
  })
    .exactOptional()
    .meta({ description: "What the vendor announced of it in one of its feeds, the newest of several." }),
});

const step = z.union([1, 2, 3, 4, 5, 6, 7].map((number) => z.literal(number as 1 | 2 | 3 | 4 | 5 | 6 | 7)));

const unknown = some({
  operation: operation.exactOptional().meta({ description: "Absent when the whole contract could not be checked." }),
  cause: z.enum(["network", "authentication", "request", "dependency", "rate-limit", "consumer", "vendor-change"]),
  step: step.meta({ description: "The step of triage that decided." }),
  text: z.string(),
  todo: z.string(),
  steps: list(
    some({ step, name: z.string(), outcome: z.enum(["pass", "fail", "skipped"]), evidence: list(z.string()) }),
  ),
  since: z.iso
    .date()
    .exactOptional()
    .meta({ description: "The day (UTC) of the first such night in a row, by the ledger." }),
});

const version = some({ source: z.string(), version: z.string() });

/** What a report says of one contract. */
export const contractSchema = some({
  vendor: z.string(),
  pinned: version,
  published: version.exactOptional().meta({ description: "Absent when the description could not be had." }),
  owners: list(z.string()),
  findings: list(finding),
  unknown: list(unknown).meta({ description: "What could not be checked: never drift, never clean." }),
  sampled: list(operation).meta({ description: "Operations whose live answers were held against the contract." }),
  notes: list(some({ text: z.string(), todo: z.string() }))
    .exactOptional()
    .meta({
      description: "What could not be read beside the contract, such as a feed of announcements: it hides nothing.",
    }),
});

const checkReport = some({ schemaVersion: z.literal(1), summary, contracts: list(contractSchema) }).meta({
  description: "What `driftpin check --format json` prints.",
}) satisfies z.ZodType<CheckReport, CheckReport>;

const secondOpinion = z.discriminatedUnion("outcome", [
  some({
    outcome: z.literal("compared"),
    tool: z.string(),
    version: z.string(),
    differences: list(
      some({
        breakingFor: z.enum(["driftpin", "the other"]).meta({ description: "Who calls it breaking." }),
        path: z.string(),
        method: z.string().exactOptional().meta({ description: "Absent where the tool speaks of the whole path." }),
        rules: list(z.string()).meta({ description: "What driftpin says there: its breaking rules, or else all." }),
        codes: list(z.string()).meta({ description: "What the tool says there, by its own codes." }),
      }),
    ),
    unread: z
      .record(z.string(), count)
      .readonly()
      .meta({ description: "Breaking changes in what the tool does not read, counted." }),
  }),
  some({ outcome: z.literal("none"), tool: z.string(), note: z.string() }),
]);

const diffReport = some({
  schemaVersion: z.literal(1),
  summary,
  changes: list(some({ ...change, rename })),
  unknown: list(some({ operation: operation.exactOptional(), location, text: z.string() })),
  secondOpinion: secondOpinion.exactOptional().meta({
    description: "Where another tool differs, if it was asked. It changes no count.",
  }),
}).meta({ description: "What `driftpin diff --format json` prints." }) satisfies z.ZodType<DiffReport, DiffReport>;

const acceptances = list(some({ fingerprint: z.string(), reason: z.string() }));

const pinChange = z.union([
  some({ kind: z.enum(["same", "none"]) }),
  some({ kind: z.literal("new"), now: version, operations: count }),
  some({ kind: z.literal("removed"), was: version }),
  some({ kind: z.literal("re-pinned"), was: version, now: version }),
]);

const reviewedContract = some({
  vendor: z.string(),
  pin: pinChange.meta({ description: "What becomes of the pin; none where nothing is pinned." }),
  findings: list(finding).meta({ description: "What the vendor changed between both pins." }),
  deviations: list(z.string()).meta({ description: "Deviations of live answers that become known." }),
  accepted: acceptances,
  noLongerAccepted: acceptances,
  unknown: list(some({ text: z.string(), todo: z.string() })).meta({ description: "What cannot be told." }),
  settings: list(z.string()).meta({ description: "Settings of this vendor to look at, in a sentence each." }),
});

const reviewReport = some({
  schemaVersion: z.literal(1),
  summary,
  reviewed: list(reviewedContract).meta({ description: "The contracts of which there is something to tell." }),
  settings: list(z.string()).meta({ description: "What weakens all checks, in a sentence each." }),
}).meta({ description: "What `driftpin review --format json` prints." }) satisfies z.ZodType<
  ReviewReport,
  ReviewReport
>;

const impactReport = some({
  schemaVersion: z.literal(1),
  used: list(
    some({
      vendor: z.string(),
      searched: some({ globs: list(z.string()), files: count }).meta({ description: "The code that was read." }),
      operations: list(
        some({
          operation,
          parts: list(
            some({
              kind: z.enum([
                "call",
                "credential",
                "parameter",
                "request",
                "response",
                "handed-on",
                "response-header",
                "status",
              ]),
              in: z.enum(["path", "query", "header", "cookie"]).exactOptional(),
              name: z.string().exactOptional().meta({ description: "Of a parameter, a credential or a header." }),
              pointer: z.string().exactOptional().meta({
                description: "JSON Pointer into the body, array indices as *.",
              }),
              places: list(codePlace),
            }),
          ).meta({ description: "What the code calls, sends and reads; handed-on may hold whatever is below." }),
        }),
      ),
      unused: list(operation).meta({ description: "Operations of the contract that no code was found to use." }),
      uncovered: list(
        some({
          why: z.enum(["graphql", "target"]).meta({ description: "target: where it goes is only known at run time." }),
          place: codePlace,
        }),
      ).meta({ description: "Calls that may be this vendor's, and of which nobody can tell what they ask for." }),
    }),
  ),
}).meta({ description: "What `driftpin impact --format json` prints." }) satisfies z.ZodType<
  ImpactReport,
  ImpactReport
>;

/** Every report that driftpin prints as JSON: the one source of `schema/report.json`, held to the types of `report.ts`. */
export const reportSchema = z
  .union([checkReport, diffReport, reviewReport, impactReport])
  .meta({ title: "driftpin report" });

/** The same as JSON Schema (2020-12). It allows more members than it names, so that a later version can add some. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema, {
    target: "draft-2020-12",
    io: "input",
    reused: "ref",
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // TypeScript's matter: says nothing about a printed report
    },
  });
}
