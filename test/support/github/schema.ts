import { schema as github } from "@octokit/graphql-schema";
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  visit,
} from "graphql";

/**
 * GitHub's GraphQL schema, cut to what a query can name: types keep only the fields whose names stand in the query.
 * Whether the query fits is the same as with the whole of it, which takes a hundred times as long to read.
 */
export function schemaFor(query: DocumentNode): GraphQLSchema {
  const text = print(query);
  const known = schemas.get(text) ?? cut(new Set(text.match(/\w+/g)));
  schemas.set(text, known);
  return known;
}

const schemas = new Map<string, GraphQLSchema>();

function cut(words: ReadonlySet<string>): GraphQLSchema {
  const definitions = new Map<string, DefinitionNode>();
  const reach = (name: string): void => {
    const source = sources().get(name);
    if (source === undefined || definitions.has(name)) return;
    const [definition] = parse(source, { noLocation: true }).definitions;
    if (!definition) return;
    const kept = onlyFields(definition, words);
    definitions.set(name, kept);
    visit(kept, { NamedType: (type) => reach(type.name.value) });
  };
  for (const name of ["Query", "Mutation", ...answered, ...words]) reach(name);
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...definitions.values()] }, { assumeValid: true });
}

/** Types that answers are of, where queries only name an interface. */
const answered = ["Commit"];

function onlyFields(definition: DefinitionNode, words: ReadonlySet<string>): DefinitionNode {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
    return definition;
  }
  return { ...definition, fields: (definition.fields ?? []).filter(({ name }) => words.has(name.value)) };
}

/** The text of each definition, by name, without its descriptions. */
let texts: ReadonlyMap<string, string> | undefined;

function sources(): ReadonlyMap<string, string> {
  if (texts) return texts;
  const parts = github.idl.replaceAll(/"""[\s\S]*?"""/g, "").split(/^(?=(?:type|interface|input|enum|union|scalar) )/m);
  texts = new Map(parts.map((part) => [/^\w+ (\w+)/.exec(part)?.[1] ?? "", part]));
  return texts;
}
