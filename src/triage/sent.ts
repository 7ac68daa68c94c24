import type { Auth, Probe, Vendor } from "../config/schema.ts";
import type { Operation } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { literal } from "../literal.ts";
import { isJson } from "../live/conformance/media-type.ts";
import type { Endpoint } from "../live/probe/endpoint.ts";
import type { Request } from "../live/probe/request.ts";
import { decoded, piecesOf } from "../live/recording/template.ts";
import type { Runtime } from "../runtime/index.ts";
import { isSecretName } from "../secret-name.ts";

/** A vendor as if it were configured to send what a call has sent; the credential is in the environment beside it. */
export async function configured(name: string, request: Request): Promise<{ vendor: Vendor; env: Runtime["env"] }> {
  const { configSchema } = await import("../config/schema.ts");
  const { vendors } = configSchema.parse({ version: 1, vendors: { [name]: { source: "unused" } } });
  const { auth, secret } = credential(request);
  const vendor = { ...vendors[name], name, ...(auth && { auth }) } as Vendor;
  return { vendor, env: { CREDENTIAL: secret } };
}

const reference = "${CREDENTIAL}";

function credential({ headers, url }: Request): { readonly auth?: Auth; readonly secret?: string } {
  const [, scheme = "", secret = ""] = /^(\S+) +(.+)$/.exec(headers.authorization ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") return { auth: { kind: "bearer", token: reference }, secret };
  if (scheme.toLowerCase() === "basic") return { auth: basic(secret), secret: passwordOf(secret) };
  const key = (place: "header" | "query", [name, value]: readonly [string, string]) =>
    ({ auth: { kind: "api-key", in: place, name, value: reference }, secret: value }) as const;
  const header = Object.entries(headers).find(([name]) => isSecretName(name));
  const parameter = [...url.searchParams].find(([name]) => isSecretName(name));
  return header ? key("header", header) : parameter ? key("query", parameter) : {};
}

function basic(pair: string): Auth {
  const [username = ""] = Buffer.from(pair, "base64").toString().split(":", 1);
  return { kind: "basic", username, password: reference };
}

function passwordOf(pair: string): string {
  const text = Buffer.from(pair, "base64").toString();
  return text.slice(text.indexOf(":") + 1);
}

/** A call as the probe that would send it. Credentials are no parameters, unless the contract names them. */
export function asProbe({ url, headers, body }: Request, operation: Operation, { parameters }: Endpoint): Probe {
  const documented = new Set(parameters.map(({ name }) => name));
  const query = [...new Set(url.searchParams.keys())].filter((name) => documented.has(name) || !isSecretName(name));
  return {
    operation: operationName(operation),
    parameters: {
      ...Object.fromEntries(query.map((name) => [name, only(url.searchParams.getAll(name))])),
      ...pathOf(operation.path, url).values,
    },
    headers,
    ...(body && { body: bodyOf(headers, body) }),
    samples: 1,
    pages: 1,
    unsafe: false,
  };
}

function only(values: string[]): string | string[] {
  const [first = "", ...others] = values;
  return others.length === 0 ? first : values;
}

/** What stands in a path before its template, and in the places of its parameters. */
export function pathOf(template: string, { pathname }: URL): { base: string; values: Record<string, string> } {
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const literals = piecesOf(template).map(literal);
  const [, base = "", ...values] = new RegExp(`^(.*?)${literals.join("(.+?)")}/?$`).exec(pathname) ?? [];
  return { base, values: Object.fromEntries(names.map((name, i) => [name, decoded(values[i] ?? "")])) };
}

function bodyOf(headers: Request["headers"], body: Buffer): NonNullable<Probe["body"]> {
  const text = body.toString();
  if (!isJson(headers["content-type"])) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
