import { z } from "zod";
import { newsTypes, type Outcome, type Publication } from "./publication.ts";

const some = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.object(shape).readonly();

const ending = z.enum(["planned", "done", "deferred", "dropped", "refused", "failed"]);

const action = some({
  do: z.string().meta({ description: "create, update, comment, close, reopen, or none: it stays as it is." }),
  item: z.string().meta({ description: "The same every night for the same item." }),
  name: z.string().meta({ description: "The vendor, or overview." }),
  number: z.int().min(1).exactOptional().meta({ description: "Of the issue or pull request, where there is one." }),
  branch: z.string().exactOptional().meta({ description: "Of a pull request." }),
  title: z.string().exactOptional().meta({ description: "Where it is set." }),
  text: z
    .string()
    .exactOptional()
    .meta({ description: "The part of the body that driftpin writes, in Markdown, where it changes." }),
  comment: z.string().exactOptional().meta({ description: "What is told to everyone who watches." }),
  reason: z.string().meta({ description: "Why this and nothing else." }),
  ending,
  url: z.string().exactOptional().meta({ description: "Its page, where GitHub told it." }),
});

const note = some({
  level: z.enum(["warning", "error"]),
  text: z.string(),
  todo: z.string().exactOptional(),
  lacks: z
    .string()
    .exactOptional()
    .meta({ description: "The permissions that the token lacks, as a workflow grants them." }),
  unsent: z.string().exactOptional().meta({ description: "The hook that was not told everything, by its variable." }),
});

const delivery = some({
  kind: z.enum(["slack", "webhook", "event", "workflow"]),
  to: z.string().meta({ description: "The variable that holds the address, the event, or the workflow's file." }),
  news: z
    .array(some({ type: z.enum(newsTypes), vendor: z.string() }))
    .readonly()
    .meta({ description: "What it is about." }),
  ending,
});

const publication = some({
  schemaVersion: z.literal(1),
  repository: z.string().exactOptional().meta({ description: "owner/name" }),
  mode: z.enum(["published", "dry-run", "report-only"]),
  actions: z.array(action).readonly().meta({ description: "In the order in which they are carried out." }),
  notes: z.array(note).readonly().meta({ description: "What a person should know about the publishing itself." }),
  deliveries: z
    .array(delivery)
    .readonly()
    .exactOptional()
    .meta({ description: "What hooks were told, and which jobs were started." }),
}).meta({
  title: "driftpin publication",
  description: "What `--publication` writes: what publishing did, or would do.",
});

/** A publication for programs: all that people see of it, and nothing of how driftpin remembers. */
export type PublicationJson = z.output<typeof publication>;

/** What publishing did, or would do, as versioned JSON. */
export function publicationJson({ outcomes, ...rest }: Publication): PublicationJson {
  return { schemaVersion: 1, ...rest, actions: outcomes.map(actionOf) };
}

/** Its JSON Schema (2020-12). It allows more members than it names, so that a later version can add some. */
export function publicationJsonSchema(): object {
  return z.toJSONSchema(publication, {
    target: "draft-2020-12",
    io: "input",
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // TypeScript's matter
    },
  });
}

/** What an action may show, whichever it is. */
interface Shown {
  readonly do: string;
  readonly target?: { readonly number: number };
  readonly number?: number;
  readonly branch?: string;
  readonly title?: string;
  readonly block?: string;
  readonly comment?: string;
}

function actionOf(outcome: Outcome): PublicationJson["actions"][number] {
  const { do: what, item, name, reason, ending, url } = outcome;
  const { target, number = target?.number, branch, title, block, comment }: Shown = outcome;
  return {
    do: what,
    item,
    name,
    ...(number !== undefined && { number }),
    ...(branch !== undefined && { branch }),
    ...(title !== undefined && { title }),
    ...(block !== undefined && { text: block }),
    ...(comment !== undefined && { comment }),
    reason,
    ending,
    ...(url !== undefined && { url }),
  };
}
