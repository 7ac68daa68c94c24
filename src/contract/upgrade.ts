import { isObject, type Json, type JsonObject, join, own } from "../json.ts";
import { type Description, methods } from "./contract.ts";
import { decoded, follow } from "./reference.ts";
import { mapMembers, mapReferences } from "./references.ts";
import { isBody, type OldParameter, requestBody } from "./upgrade/body.ts";
import { type Moves, moves } from "./upgrade/moves.ts";
import { parameter } from "./upgrade/parameter.ts";
import { response } from "./upgrade/response.ts";
import { schema } from "./upgrade/schema.ts";
import { securityScheme } from "./upgrade/security.ts";

/**
 * A Swagger 2.0 description as an OpenAPI 3.0 one that says the same. Lines still lead to the 2.0 text.
 * @see OpenAPI 2.0 ("Swagger RESTful API Documentation Specification"); OpenAPI 3.0.4
 */
export function upgrade(old: Description): Description {
  const moved = moves();
  const context = { document: old.document, moves: moved };
  const { paths, schemes } = old.document;
  const upgraded = {
    ...Object.fromEntries(Object.entries(old.document).filter(([name]) => !replaced.has(name))),
    openapi: "3.0.4",
    servers: servers(old.document, schemes),
    ...(isObject(paths)
      ? { paths: mapMembers(paths, (item, path) => pathItem(item, join("/paths", path), context)) }
      : {}),
    components: components(context),
  };
  const document = mapReferences(upgraded, "document", (reference) =>
    reference.startsWith("#/") ? `#${moved.forward(decoded(reference.slice(1))).replaceAll("%", "%25")}` : reference,
  );
  return { document: isObject(document) ? document : {}, texts: old.texts, bundled: moved.origins(old) };
}

const replaced: ReadonlySet<string> = new Set([
  "swagger",
  "host",
  "basePath",
  "schemes",
  "consumes",
  "produces",
  "definitions",
  "parameters",
  "responses",
  "securityDefinitions",
]);

interface Context {
  readonly document: JsonObject;
  readonly moves: Moves;
}

// 2.0 lets `schemes` default to that of the description's own address, which is https for all but the oldest.
function servers({ host, basePath }: JsonObject, schemes: Json | undefined): Json[] {
  const path = typeof basePath === "string" ? basePath.replace(/\/$/, "") : "";
  if (typeof host !== "string") return [{ url: path || "/" }];
  const offered = words(schemes);
  return (offered.length > 0 ? offered : ["https"]).map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}

function words(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((word) => typeof word === "string") : [];
}

function components({ document, moves }: Context): JsonObject {
  const produces = words(own(document, "produces"));
  const sections = [
    ["definitions", "schemas", (node: JsonObject) => schema(node)],
    ["parameters", "parameters", (node: JsonObject, name: string) => sharedParameter(node, name, moves)],
    ["securityDefinitions", "securitySchemes", securityScheme],
    [
      "responses",
      "responses",
      (node: JsonObject, name: string) =>
        response(
          node,
          produces,
          { from: join("/responses", name), to: join("/components/responses", name) },
          moves.move,
        ),
    ],
  ] as const;
  return Object.fromEntries(
    sections.flatMap(([before, now, convert]) => {
      const section = own(document, before);
      if (!isObject(section)) return [];
      moves.move(`/${before}`, "/components", now);
      return [[now, mapMembers(section, (node, name) => (isObject(node) ? convert(node, name) : node))]];
    }),
  );
}

/** Bodies and form fields are written out in the operations that use them. */
function sharedParameter(node: JsonObject, name: string, moves: Moves): JsonObject | undefined {
  if (isBody({ node, pointer: "" })) return undefined;
  moves.copy(join("/parameters", name), "/components/parameters", name, "schema");
  return parameter(node);
}

function pathItem(node: Json, pointer: string, context: Context): Json {
  if (!isObject(node) || own(node, "$ref") !== undefined) return node;
  const shared = oldParameters(node, pointer, context.document);
  return mapMembers(node, (value, name) => {
    if (name === "parameters") return newParameters(shared, value, pointer, context);
    const isOperation = methods.some((method) => method === name) && isObject(value);
    return isOperation ? operation(value, shared, join(pointer, name), context) : value;
  });
}

function operation(node: JsonObject, shared: readonly OldParameter[], pointer: string, context: Context): JsonObject {
  const { consumes, produces, schemes, parameters, responses, ...rest } = node;
  const parameterList = oldParameters(node, pointer, context.document);
  const bodies = [parameterList, shared].map((list) => list.filter(isBody)).find((list) => list.length > 0) ?? [];
  const types = words(consumes ?? own(context.document, "consumes"));
  const body = requestBody(bodies, types, join(pointer, "requestBody"), context.moves);
  return {
    ...rest,
    ...(schemes === undefined ? {} : { servers: servers(context.document, schemes) }),
    ...(parameters === undefined ? {} : { parameters: newParameters(parameterList, parameters, pointer, context) }),
    ...(body ? { requestBody: body } : {}),
    ...(isObject(responses) ? { responses: newResponses(responses, produces, pointer, context) } : {}),
  };
}

function oldParameters({ parameters }: JsonObject, pointer: string, document: JsonObject): OldParameter[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((node: Json, index) => {
    const found = follow(document, node, join(pointer, "parameters", index));
    return "node" in found && isObject(found.node) ? [{ node: found.node, pointer: found.pointer }] : [];
  });
}

/** The list without bodies and form fields; references stay references. */
function newParameters(old: readonly OldParameter[], list: Json, pointer: string, { document, moves }: Context): Json {
  if (!Array.isArray(list)) return list;
  const isMoved = (node: Json) => {
    const found = follow(document, node);
    return "node" in found && old.some((known) => known.node === found.node && isBody(known));
  };
  return list
    .map((node: Json, index) => ({ node, from: join(pointer, "parameters", index) }))
    .filter(({ node }) => !isMoved(node))
    .map(({ node, from }, index) => {
      const to = join(pointer, "parameters", index);
      moves.move(from, to);
      if (!isObject(node) || own(node, "$ref") !== undefined) return node;
      moves.copy(from, to, "schema");
      return parameter(node);
    });
}

/** A reference to a shared response stays one, unless the operation produces something else than the document does. */
function newResponses(
  responses: JsonObject,
  produces: Json | undefined,
  pointer: string,
  context: Context,
): JsonObject {
  const types = words(produces ?? own(context.document, "produces"));
  return mapMembers(responses, (node, status) => {
    const to = join(pointer, "responses", status);
    const found = produces === undefined ? { node, pointer: to } : follow(context.document, node, to);
    if ("dangling" in found || !isObject(found.node) || own(found.node, "$ref") !== undefined) return node;
    const note = found.pointer === to ? context.moves.move : context.moves.copy;
    note(found.pointer, to);
    return response(found.node, types, { from: found.pointer, to }, note);
  });
}
