import type { Auth, Probe } from "../../config/schema.ts";
import { type Json, join } from "../../json.ts";
import type { Checker, Misfit } from "../conformance/schema.ts";
import type { Violation } from "../sample.ts";
import { isKey, misplacedKey } from "./api-key.ts";
import type { Credentials } from "./auth.ts";
import { type Body, bodyViolations } from "./body.ts";
import type { Endpoint, Parameter } from "./endpoint.ts";
import { asQuery } from "./form.ts";
import { inCookie, inHeader, inPath, inQuery } from "./serialize.ts";

/** A request, ready to be sent. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** As its `content-type` says; absent where nothing is sent. */
  readonly body?: Buffer;
  /** What may be told of the URL, where that itself holds values of an answer. */
  readonly shown?: string;
}

/** Where a probe does not satisfy a contract's operation; empty where it does. */
export function violations(endpoint: Endpoint, probe: Probe, auth: Auth | undefined, check: Checker): Violation[] {
  const { parameters, pointer, document } = endpoint;
  return [
    ...unknownNames(parameters, probe).map((name) => ({
      pointer: join(pointer, "parameters"),
      text: `the contract knows no parameter "${name}"`,
    })),
    ...parameters
      .filter((parameter) => !isKey(parameter, auth))
      .flatMap((parameter) => violationsOf(parameter, given(parameter, probe), check)),
    ...bodyViolations(endpoint, probe, check),
    ...misplacedKey(document, auth),
  ];
}

function unknownNames(parameters: readonly Parameter[], probe: Probe): string[] {
  return Object.keys(probe.parameters).filter((name) => !parameters.some((parameter) => parameter.name === name));
}

function violationsOf(parameter: Parameter, value: Json | undefined, check: Checker): Violation[] {
  const { name, in: place, pointer } = parameter;
  if (value === undefined) {
    return parameter.required
      ? [{ pointer, text: `the ${place} parameter "${name}" is required, and the probe has none` }]
      : [];
  }
  if (place === "path" && ["", ".", ".."].includes(inPath(parameter, value))) {
    return [{ pointer, text: `the path parameter "${name}" would lead to another path` }];
  }
  if (parameter.schema === undefined) return [];
  return misfits(parameter, parameter.schema, value, check).map(({ written, message }) => ({
    pointer: written,
    text: `the ${place} parameter "${name}" ${message}`,
  }));
}

/** Texts are changed to the types that they spell, which must not reach the request. */
function misfits({ json, schemaPointer }: Parameter, schema: Json, value: Json, check: Checker): Misfit[] {
  return json
    ? check.body(schema, schemaPointer, value)
    : check.request(schema, schemaPointer, JSON.parse(JSON.stringify(value)));
}

/** A required header may come from the probe's headers. */
function given({ name, in: place }: Parameter, probe: Probe): Json | undefined {
  const header =
    place === "header" ? Object.entries(probe.headers).find(([key]) => isSameHeader(key, name))?.[1] : undefined;
  return Object.hasOwn(probe.parameters, name) ? probe.parameters[name] : header;
}

function isSameHeader(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Builds a probe's request. Parameters without a value are left out; headers of the probe's own come last. */
export function buildRequest(
  server: string,
  operation: { readonly method: string; readonly path: string },
  parameters: readonly Parameter[],
  probe: Probe,
  credentials: Credentials,
  body: Body | undefined,
): Request {
  const sent = parameters.flatMap((parameter) => {
    const value = Object.hasOwn(probe.parameters, parameter.name) ? probe.parameters[parameter.name] : undefined;
    return value === undefined ? [] : [{ parameter, value }];
  });
  const at = (place: Parameter["in"]) => sent.filter(({ parameter }) => parameter.in === place);
  const path = at("path").reduce(
    (template, { parameter, value }) => template.replaceAll(`{${parameter.name}}`, () => inPath(parameter, value)),
    operation.path,
  );
  const query = [
    ...at("query").flatMap(({ parameter, value }) => inQuery(parameter, value)),
    ...at("querystring").map(({ parameter, value }) => asQuery(parameter, value)),
    ...pairs(credentials.query, encodeURIComponent),
  ];
  const cookie = [
    ...at("cookie").flatMap(({ parameter, value }) => inCookie(parameter, value)),
    ...pairs(credentials.cookies, String),
  ].join("; ");
  const url = new URL(server.replace(/\/+$/, "") + path);
  url.search = [url.search.slice(1), ...query].filter(Boolean).join("&");
  return {
    method: operation.method.toUpperCase(),
    url,
    headers: {
      accept: "application/json, */*;q=0.5",
      "user-agent": "driftpin",
      ...Object.fromEntries(
        at("header").map(({ parameter, value }) => [parameter.name.toLowerCase(), inHeader(parameter, value)]),
      ),
      ...Object.fromEntries(Object.entries(probe.headers).map(([name, value]) => [name.toLowerCase(), value])),
      ...(body && { "content-type": body.contentType }),
      ...(cookie === "" ? {} : { cookie }),
      ...credentials.headers,
    },
    ...(body && { body: body.bytes }),
  };
}

function pairs(values: Readonly<Record<string, string>>, encode: (text: string) => string): string[] {
  return Object.entries(values).map(([name, value]) => `${encode(name)}=${encode(value)}`);
}
