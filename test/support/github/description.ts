import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";
import addFormatsModule from "ajv-formats";
import { at, isObject, type Json, type JsonObject, join, tokens } from "../../../src/json.ts";

/** What GitHub says of one operation in its own description. */
export interface Operation {
  /** `GET /repos/{owner}/{repo}` */
  readonly route: string;
  readonly method: string;
  /** Matches a path, with the parameters as named groups. */
  readonly path: RegExp;
}

/** GitHub's own description of some operations. */
export interface Description {
  readonly operations: readonly Operation[];
  /** What is wrong with a request, as the description has it; nothing where it fits. */
  wrongRequest(operation: Operation, query: Record<string, string>, body: unknown): string[];
  wrongReply(operation: Operation, status: number, body: unknown): string[];
  /** The example reply of a successful call, or of a component's example: not to be changed. */
  example(name: string): Readonly<Record<string, unknown>>;
}

/** Schemas are only read and compiled when something is held against them, and quickly: few values will be. */
export function describeGitHub(routes: readonly string[]): Description {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, inlineRefs: false, code: { optimize: false } });
  addFormats(ajv);
  const validators = new Map<string, ValidateFunction>();

  /** Makes a component's schema known, with all that it refers to, and tells how to refer to it. */
  function reach(pointer: string): Json {
    const [, , name = ""] = tokens(pointer);
    if (!reached.has(name)) {
      reached.add(name); // before its parts, so that circles end
      ajv.addSchema(translate(at(document, pointer) ?? true, reach) as object, idOf(name));
    }
    return { $ref: idOf(name) };
  }
  const reached = new Set<string>();

  function wrong(pointer: string, value: unknown): string[] {
    const schema = at(document, pointer);
    if (schema === undefined) return [`${pointer} is not described`];
    const validate = validators.get(pointer) ?? ajv.compile(translate(schema, reach) as object);
    validators.set(pointer, validate);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  return {
    operations: routes.map(operationOf),
    wrongRequest({ route, method }, query, body) {
      const here = pointerOf(route);
      const known = parameters(here).filter((parameter) => parameter.in === "query");
      const unknown = Object.keys(query).filter((name) => !known.some((parameter) => parameter.name === name));
      if (method === "GET") return unknown.map((name) => `query parameter ${name} is not described`);
      const described = at(document, join(here, "requestBody", "content")) !== undefined;
      if (!described) return body === undefined ? [] : ["a body is not described"];
      return wrong(join(here, "requestBody", "content", "application/json", "schema"), body ?? {});
    },
    wrongReply({ route }, status, body) {
      if (status >= 500 || undescribed.has(status)) return [];
      const place = target(join(pointerOf(route), "responses", String(status)));
      const reply = at(document, place);
      if (!isObject(reply)) return [`status ${status} is not described`];
      if (isObject(reply.content)) return wrong(join(place, "content", "application/json", "schema"), body);
      return body === undefined || status >= 400 ? [] : [`a body at ${status} is not described`]; // errors have bodies, said or not
    },
    example: (name) => at(document, join("/components/examples", name, "value")) as Record<string, unknown>,
  };
}

const file = createRequire(import.meta.url).resolve("@octokit/openapi/generated/api.github.com.json");
const document: JsonObject = JSON.parse(readFileSync(file, "utf8"));

// The package is CommonJS: Node's types see the module, not its default export.
const addFormats = addFormatsModule as unknown as (ajv: Ajv) => Ajv;

/** What GitHub answers anywhere without describing it there: bad credentials, missing permissions, limits. */
const undescribed = new Set([401, 403, 429]);

function operationOf(route: string): Operation {
  const [method = "", template = ""] = route.split(" ");
  const path = new RegExp(
    `^${template.replaceAll(/\{(\w+)\}/g, (_, name) => `(?<${name}>${wide.has(name) ? ".+" : "[^/]+"})`)}$`,
  );
  return { route, method, path };
}

/** Parameters that may hold slashes. */
const wide = new Set(["ref", "path", "basehead"]);

function pointerOf(route: string): string {
  const [method = "", template = ""] = route.split(" ");
  return join("/paths", template, method.toLowerCase());
}

function idOf(component: string): string {
  return `github:${component}`;
}

/** OpenAPI 3.0 to JSON Schema: `nullable` becomes a choice, whatever the type; examples mean nothing to a validator. */
function translate(value: Json, reach: (pointer: string) => Json): Json {
  if (Array.isArray(value)) return value.map((one) => translate(one, reach));
  if (!isObject(value)) return value;
  if (typeof value.$ref === "string" && value.$ref.startsWith("#/components/schemas/"))
    return reach(value.$ref.slice(1));
  const members = Object.entries(value).filter(
    ([name, member]) => !left.has(name) || (isObject(member) && name !== "examples"),
  );
  const { nullable, ...rest } = Object.fromEntries(
    members.map(([name, member]) => [name, translate(member ?? null, reach)]),
  );
  return nullable === true
    ? { anyOf: [rest, { type: "null" }] }
    : { ...rest, ...(isObject(nullable) ? { nullable } : {}) };
}

const left = new Set(["example", "examples", "description", "discriminator"]);

function parameters(pointer: string): JsonObject[] {
  const listed = at(document, join(pointer, "parameters"));
  return (Array.isArray(listed) ? listed : []).map((_, i) => followed(join(pointer, "parameters", i)) as JsonObject);
}

function followed(pointer: string): Json | undefined {
  return at(document, target(pointer));
}

/** Where what lies there really lies. */
function target(pointer: string): string {
  const value = at(document, pointer);
  return isObject(value) && typeof value.$ref === "string" ? value.$ref.slice(1) : pointer;
}
