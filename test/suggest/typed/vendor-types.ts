import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { all, type FoundOperation } from "../../../src/contract/operations.ts";
import type { JsonObject } from "../../../src/json.ts";

/** Files that give the calls of a vendor the types of one version of it. */
export interface VendorTypes {
  /** As `openapi-typescript` writes them. */
  readonly "openapi.ts": string;
  /** A `fetch` that knows what each address takes and gives, and a `JSON` that knows what its texts were made from. */
  readonly "fetch.ts": string;
  /** An axios that does, instead of the package. */
  readonly "axios.ts": string;
}

/** The types that the real tool makes of a description, and the calls of `fetch` and axios typed with them. */
export async function vendorTypes(document: JsonObject): Promise<VendorTypes> {
  const nodes = await openapiTS(JSON.parse(JSON.stringify(document)), { silent: true }); // it changes what it is given
  const calls = all(document).toSorted((a, b) => b.operation.path.length - a.operation.path.length);
  const server = serverOf(document);
  return {
    "openapi.ts": astToString(nodes),
    "fetch.ts": [
      imports,
      "export declare const fetch: {",
      ...[exact, open].flatMap((addresses) =>
        calls.flatMap((call) => addresses(server, call).map((address) => fetched(address, call))),
      ),
      `  <T extends string | URL | Request>(address: T & Elsewhere<T, "${server}">, init?: RequestInit): Promise<Omit<Response, "json"> & { json(): Promise<any> }>;`,
      "};",
      "export declare const JSON: { stringify<T>(value: T): Written<T>; parse(text: string): any };\n",
    ].join("\n"),
    "axios.ts": [
      imports,
      "interface Axios {",
      "  create(config?: object): Axios;",
      "  isAxiosError(error: unknown): boolean;",
      ...[exact, open].flatMap((addresses) =>
        calls.flatMap((call) =>
          [...addresses(server, call), ...addresses("", call)].map((address) => viaAxios(address, call)),
        ),
      ),
      "}",
      "declare const axios: Axios & { readonly default: Axios };",
      "export = axios;\n",
    ].join("\n"),
  };
}

const imports = `import type { paths } from "./openapi.ts";
import type { Answer, Elsewhere, Fetched, Got, Init, Sent, Written } from "${join(import.meta.dirname, "calls.ts")}";`;

/** The first that a document names: fixtures have one. */
function serverOf({ servers }: JsonObject): string {
  const [{ url }] = servers as readonly [{ url: string }];
  return url;
}

/** The types of an operation's addresses, without and with a query. */
function exact(server: string, call: FoundOperation): string[] {
  return [`\`${pathType(server, call)}\``, `\`${pathType(server, call)}?\${string}\``];
}

/** Of those whose query comes by a variable. */
function open(server: string, call: FoundOperation): string[] {
  return [`\`${pathType(server, call)}\${string}\``];
}

function pathType(server: string, { operation: { path } }: FoundOperation): string {
  return server + path.replaceAll(/\{[^{}]*\}/g, "${string}");
}

function fetched(address: string, { operation: { method, path } }: FoundOperation): string {
  const type = `paths["${path}"]["${method}"]`;
  const mark = method === "get" ? "?" : "";
  return `  (address: ${address}, init${mark}: Init<"${method.toUpperCase()}", ${type}>): Fetched<${type}>;`;
}

function viaAxios(address: string, { operation: { method, path } }: FoundOperation): string {
  const type = `paths["${path}"]["${method}"]`;
  return `  ${method}<T = Answer<${type}>>(address: ${address}, ...sent: Sent<"${method.toUpperCase()}", ${type}>): Got<T>;`;
}
