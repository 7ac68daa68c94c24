import { z } from "zod";
import { levels } from "../../config/level.ts";
import { operationName } from "../../contract/operations.ts";
import { terminalLine } from "../../report/neutralise.ts";
import type { Finding } from "../../report/report.ts";
import { isAccepted, type Root, roots, summarise } from "../../report/roots.ts";
import { newsTypes } from "../publication.ts";
import type { News } from "./news.ts";

const some = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object(shape).readonly();

const page = some({ number: z.int().min(1), url: z.string().exactOptional() });

const finding = some({
  rule: z.string(),
  level: z.enum(levels),
  verdict: z.string().meta({ description: "published, announced, released, silent or conflicting." }),
  operation: z.string().exactOptional().meta({ description: "METHOD /path, one of those that it reaches." }),
  operations: z.int().meta({ description: "How many operations it reaches." }),
  pointer: z.string().meta({ description: "JSON Pointer into the contract." }),
  text: z.string(),
  todo: z.string().meta({ description: "What to do about it." }),
  fingerprint: z.string(),
  places: z
    .array(some({ file: z.string(), line: z.int() }))
    .readonly()
    .meta({ description: "Code of the team's that it reaches; at most 10 places." }),
});

const notification = some({
  schemaVersion: z.literal(1),
  type: z.enum(newsTypes),
  timestamp: z.iso.datetime(),
  data: some({
    vendor: z.string(),
    owners: z.array(z.string()).readonly(),
    repository: z.string().exactOptional().meta({ description: "owner/name" }),
    level: z.enum(levels).meta({ description: "The gravest of what is told now and what was told before." }),
    worse: z.boolean().meta({ description: "Whether there is drift that was not there, or was not so grave." }),
    summary: some({ breaking: z.int(), warning: z.int(), info: z.int(), unknown: z.int() }).meta({
      description: "Counts by level, by root cause, of what is there now.",
    }),
    findings: z
      .array(finding)
      .readonly()
      .meta({ description: "One for each root cause, the gravest first; at most 20, fewer where they are long." }),
    unchecked: z.array(z.string()).readonly().meta({ description: "What cannot be checked; at most 20." }),
    issue: page.exactOptional(),
    "pull-request": page.exactOptional(),
    run: z.string().exactOptional().meta({ description: "The page of the run." }),
  }),
}).meta({
  title: "driftpin notification",
  description:
    "What webhooks get, and what the jobs of publish.dispatch are started with. It holds no value of an answer. Texts quote the vendor: they are data, and belong into no shell.",
});

/** News for programs. */
export type Notification = z.output<typeof notification>;

/** Its JSON Schema (2020-12). It allows more members than it names, so that a later version can add some. */
export function notificationJsonSchema(): object {
  return z.toJSONSchema(notification, {
    target: "draft-2020-12",
    io: "input",
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // TypeScript's matter
    },
  });
}

/** Where and when the news came about. */
export interface Occasion {
  /** ISO 8601. */
  readonly timestamp: string;
  /** `owner/name` */
  readonly repository: string | undefined;
  readonly runUrl: string | undefined;
}

/** News as versioned JSON, of at most 30,000 bytes, also when it is quoted once more: that is half of what GitHub takes. */
export function notificationOf(news: News, occasion: Occasion): Notification {
  const told = roots(news.contract.findings.filter((one) => !isAccepted(one)));
  const findings = told.slice(0, mostFindings).map(findingOf);
  const of = (most: number) => withFindings(news, occasion, findings.slice(0, most));
  const counts = Array.from({ length: findings.length }, (_, i) => findings.length - i);
  const fitting = counts.find((most) => Buffer.byteLength(JSON.stringify(JSON.stringify(of(most)))) <= bytesLimit);
  return of(fitting ?? 0);
}

const mostFindings = 20;
const mostPlaces = 10;
const bytesLimit = 30_000;

function withFindings(news: News, { timestamp, repository, runUrl }: Occasion, findings: readonly FindingJson[]) {
  const { type, contract, level, isWorse, issue, pullRequest } = news;
  return {
    schemaVersion: 1,
    type,
    timestamp,
    data: {
      vendor: contract.vendor,
      owners: contract.owners.slice(0, mostFindings).map((owner) => plain(owner, 100)),
      ...(repository === undefined ? {} : { repository }),
      level,
      worse: isWorse,
      summary: summarise(contract.findings, contract.unknown.length),
      findings,
      unchecked: news.unchecked.slice(0, mostFindings).map((text) => plain(text, 200)),
      ...(issue === undefined ? {} : { issue }),
      ...(pullRequest === undefined ? {} : { "pull-request": pullRequest }),
      ...(runUrl === undefined ? {} : { run: runUrl }),
    },
  } as const satisfies Notification;
}

type FindingJson = Notification["data"]["findings"][number];

function findingOf({ entry, reach, entries }: Root<Finding>): FindingJson {
  const places = entries.flatMap(({ impact }) => impact).slice(0, mostPlaces);
  return {
    rule: entry.rule,
    level: entry.level,
    verdict: entry.verdict,
    ...(entry.operation && { operation: plain(operationName(entry.operation), 300) }),
    operations: reach,
    pointer: plain(entry.location.pointer, 500),
    text: plain(entry.text, 500),
    todo: plain(entry.todo, 300),
    fingerprint: entry.fingerprint,
    places: places.map(({ file, line }) => ({ file: plain(file, 300), line })),
  };
}

/** One line in which no terminal and no log of a job finds a command. */
function plain(text: string, limit: number): string {
  const characters = Array.from(terminalLine(text));
  return characters.length <= limit ? characters.join("") : `${characters.slice(0, limit - 1).join("")}…`;
}
