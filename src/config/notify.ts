import { z } from "zod";
import { referencePattern } from "./environment.ts";
import { type Level, levels } from "./level.ts";

const reference = z
  .string()
  .regex(referencePattern, "expected a reference to an environment variable, such as ${SLACK_WEBHOOK}");

/** Which news is told: where several filters are given, all of them have to fit. */
const audience = {
  owners: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .meta({ description: "Only contracts that one of these owns: @user or @org/team, as in a vendor's owners." }),
  vendors: z.array(z.string().min(1)).min(1).optional().meta({ description: "Only these vendors, by name." }),
  "min-level": z.enum(levels).optional().meta({ description: "Only drift at or above this level." }),
};

/** Who is told of what. An absent filter lets everything through. */
export interface Audience {
  readonly owners: readonly string[] | undefined;
  readonly vendors: readonly string[] | undefined;
  readonly minLevel: Level | undefined;
}

/** How the file says it. Exactly one of the two. */
export const hook = z
  .strictObject({
    slack: reference.optional().meta({
      description:
        "Address of an incoming webhook of Slack or of what understands its messages (Mattermost, Rocket.Chat, Discord's /slack), as a reference to the environment: ${NAME}.",
    }),
    webhook: reference.optional().meta({
      description:
        "Address that gets JSON, signed as Standard Webhooks says, as a reference to the environment: ${NAME}.",
    }),
    secret: reference.optional().meta({
      description: "What a webhook is signed with, whsec_ and base64, as a reference to the environment: ${NAME}.",
    }),
    ...audience,
    "allow-private": z
      .boolean()
      .default(false)
      .meta({ description: "Whether the address may be private, and http:// instead of https://." }),
  })
  .transform(({ slack, webhook, secret, "allow-private": allowPrivate, ...rest }, context): Hook => {
    const common = { ...audienceOf(rest), allowPrivate };
    if (slack !== undefined && webhook === undefined && secret === undefined) {
      return { kind: "slack", address: slack, ...common };
    }
    if (webhook !== undefined && secret !== undefined && slack === undefined) {
      return { kind: "webhook", address: webhook, secret, ...common };
    }
    context.addIssue({ code: "custom", message: "expected either slack alone, or webhook with its secret" });
    return z.NEVER;
  });

/** Where news goes. `address` and `secret` are references, for `secret()` of the environment. */
export type Hook = Audience & { readonly address: string; readonly allowPrivate: boolean } & (
    | { readonly kind: "slack" }
    | { readonly kind: "webhook"; readonly secret: string }
  );

/** How the file says it. Exactly one of the two. */
export const dispatch = z
  .strictObject({
    event: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "Type of a repository_dispatch event. Needs contents: write." }),
    workflow: z
      .string()
      .regex(/^[\w.-]+\.ya?ml$/, 'expected the name of a workflow file, such as "fix.yml"')
      .optional()
      .meta({
        description: "File of a workflow with an input named drift, for workflow_dispatch. Needs actions: write.",
      }),
    ref: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "Branch or tag that the workflow runs on. Default: the repository's default branch." }),
    inputs: z
      .record(z.string().min(1), z.string())
      .optional()
      .meta({ description: "More inputs of the workflow, beside drift." })
      .refine((inputs) => Object.keys({ drift: "", ...inputs }).length <= 25, "expected at most 24 inputs"),
    ...audience,
  })
  .transform(({ event, workflow, ref, inputs, ...rest }, context): Dispatch => {
    const common = audienceOf(rest);
    if (event !== undefined && workflow === undefined && ref === undefined && inputs === undefined) {
      return { kind: "event", event, ...common };
    }
    if (workflow !== undefined && event === undefined) {
      return { kind: "workflow", workflow, ref, inputs: inputs ?? {}, ...common };
    }
    context.addIssue({ code: "custom", message: "expected either event, or workflow (with its ref and inputs)" });
    return z.NEVER;
  });

/** What new drift starts in the repository that is published to. */
export type Dispatch = Audience &
  (
    | { readonly kind: "event"; readonly event: string }
    | {
        readonly kind: "workflow";
        /** The name of its file. */
        readonly workflow: string;
        readonly ref: string | undefined;
        readonly inputs: Readonly<Record<string, string>>;
      }
  );

/** Every vendor that is named in a filter, and where. */
export function vendorsNamed(publish: {
  readonly notify: readonly Audience[];
  readonly dispatch: readonly Audience[];
}): { readonly path: (string | number)[]; readonly name: string }[] {
  return (["notify", "dispatch"] as const).flatMap((list) =>
    publish[list].flatMap(({ vendors = [] }, i) => vendors.map((name, j) => ({ path: [list, i, "vendors", j], name }))),
  );
}

function audienceOf(given: {
  readonly owners?: string[] | undefined;
  readonly vendors?: string[] | undefined;
  readonly "min-level"?: Level | undefined;
}): Audience {
  return { owners: given.owners, vendors: given.vendors, minLevel: given["min-level"] };
}
