import type { Description, Operation } from "../contract/contract.ts";
import { find, operationName } from "../contract/operations.ts";
import { objectBehind } from "../contract/reference.ts";
import { isObject, type JsonObject, own } from "../json.ts";
import type { Subject } from "./use.ts";

/** A credential, as a subject of use. */
export type CredentialSubject = Subject & { readonly kind: "credential" };

/** What a caller identifies itself with: one security scheme of a description. */
export interface Credential {
  /** What the description calls the scheme. */
  readonly scheme: string;
  /** `oauth2` stands for OpenID Connect, too: the token has to be asked for. */
  readonly type: "apiKey" | "http" | "oauth2";
  readonly in: CredentialSubject["in"];
  readonly name: string;
  /** What the value begins with, in lower case: `bearer`, `basic` (RFC 9110, section 11.1). An API key has nothing there. */
  readonly word?: string;
}

/**
 * The ways in which an operation can be called: the credentials that are needed together in each. Ways that need another
 * kind of proof, such as mutual TLS, are left out.
 * @see OpenAPI 3.1.1, sections 4.8.27 and 4.8.30
 */
export function credentialsOf(operation: Operation, { document }: Description): readonly (readonly Credential[])[] {
  const found = find(document, operationName(operation));
  const listed = found && (own(found.node, "security") ?? own(document, "security"));
  const alternatives = Array.isArray(listed) ? listed.filter(isObject) : [];
  return alternatives.flatMap((alternative) => {
    const names = Object.keys(alternative);
    const credentials = names.flatMap((name) => credentialAt(name, document) ?? []);
    return credentials.length === names.length && names.length > 0 ? [credentials] : [];
  });
}

function credentialAt(scheme: string, document: JsonObject): Credential | undefined {
  const components = own(document, "components");
  const schemes = isObject(components) ? own(components, "securitySchemes") : undefined;
  const listed = isObject(schemes) ? own(schemes, scheme) : undefined;
  const { type, in: place, name, scheme: word } = objectBehind(document, listed) ?? {};
  if (type === "apiKey" && isPlace(place) && typeof name === "string") return { scheme, type, in: place, name };
  if (type === "http" && typeof word === "string") return { scheme, type, ...authorization, word: word.toLowerCase() };
  const isToken = type === "oauth2" || type === "openIdConnect";
  return isToken ? { scheme, type: "oauth2", ...authorization, word: "bearer" } : undefined;
}

const authorization = { in: "header", name: "Authorization" } as const;

function isPlace(place: unknown): place is Credential["in"] {
  return place === "header" || place === "query" || place === "cookie";
}
