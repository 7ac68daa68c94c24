import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import { type Reply, refused } from "./replies.ts";
import type { Actor, State } from "./state.ts";

/** A GraphQL request's body. */
export interface Query {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** Whether it asks for a change, as far as its text tells. */
export function isMutation({ query }: Query): boolean {
  return /^\s*mutation\b/m.test(query);
}

/**
 * Answers as GitHub does: 200 also where something went wrong, with the kind of error beside its message. A query that
 * does not fit GitHub's schema is told to `wrong`, too.
 */
export async function graphqlReply(
  state: State,
  actor: Actor,
  { query, variables, operationName }: Query,
  wrong: (problem: string) => void,
): Promise<Reply> {
  if (typeof query !== "string") return refused(400, "A query attribute must be specified and must be a string.");
  const { execute, parse, validate } = await import("graphql"); // only what publishes pull requests needs it
  const { schemaFor } = await import("./schema.ts");
  const { mutations, queries } = await import("./mutations.ts");
  const document = parse(query);
  const schema = schemaFor(document);
  const misfits = validate(schema, document);
  for (const { message } of misfits) wrong(message);
  if (misfits.length > 0) return { status: 200, body: { errors: misfits.map((misfit) => misfit.toJSON()) } };
  const rootValue = { ...queries(state, actor), ...mutations(state, actor) };
  const result = await execute({
    schema,
    document,
    rootValue,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  return { status: 200, body: written(result) };
}

/** GitHub writes an error's kind beside its message, not among the extensions. */
function written({ data, errors }: ExecutionResult): object {
  const flat = (error: GraphQLFormattedError) => ({ type: error.extensions?.type, ...error, extensions: undefined });
  return { data: data ?? null, ...(errors ? { errors: errors.map((error) => flat(error.toJSON())) } : {}) };
}
