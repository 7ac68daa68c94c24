import { isObject } from "../../json.ts";

/** Values of a collection's variables by name. */
export type Variables = ReadonlyMap<string, string>;

/** The variables that a collection, a folder or an address defines: a list of `key` and `value`. */
export function variablesOf(listed: unknown): [name: string, value: string][] {
  return (Array.isArray(listed) ? listed : []).flatMap((one: unknown): [string, string][] => {
    if (!isObject(one) || one.disabled === true) return [];
    const name = one.key ?? one.id;
    return typeof name === "string" && isScalar(one.value) ? [[name, String(one.value)]] : [];
  });
}

function isScalar(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/**
 * The address of a saved request: a text, or parts of one. `{{name}}` is a variable, `:name` a path variable; a host
 * that no variable of the file tells stands for any.
 */
export function addressOf(url: unknown, variables: Variables): URL | undefined {
  const text = typeof url === "string" ? url : isObject(url) ? spelt(url) : undefined;
  if (text === undefined) return undefined;
  const filled = withPathVariables(
    fill(text, variables),
    isObject(url) ? new Map(variablesOf(url.variable)) : new Map(),
  );
  const absolute = /^[a-z][\w+.-]*:\/\//i.test(filled) ? filled : `http://${filled}`;
  const known = absolute.replace(/^([a-z][\w+.-]*:\/\/)\{\{[^{}]*\}\}/i, `$1${anyHost}`);
  return URL.canParse(known) ? new URL(known) : undefined;
}

/** A name that is never anyone's (RFC 2606, section 2). */
const anyHost = "unresolved.invalid";

function spelt({ raw, protocol, host, port, path }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof raw === "string" && raw !== "") return raw;
  const name = Array.isArray(host) ? host.join(".") : host;
  const segments = (Array.isArray(path) ? path : [path ?? ""]).map((part: unknown) =>
    isObject(part) ? String(part.value ?? "") : String(part),
  );
  if (typeof name !== "string") return undefined;
  const origin = `${typeof protocol === "string" ? `${protocol}://` : ""}${name}${port === undefined ? "" : `:${port}`}`;
  return `${origin}/${segments.join("/").replace(/^\//, "")}`;
}

/** A variable's value may name others; one that leads back to itself ends here. */
const depthLimit = 10;

function fill(text: string, variables: Variables, depth = 0): string {
  if (depth === depthLimit) return text;
  const filled = text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, name: string) => variables.get(name) ?? whole);
  return filled === text ? text : fill(filled, variables, depth + 1);
}

function withPathVariables(url: string, values: Variables): string {
  const [, before = "", path = "", after = ""] = /^([a-z][\w+.-]*:\/\/[^/?#]*|[^/?#]*)([^?#]*)(.*)$/is.exec(url) ?? [];
  const filled = path.replaceAll(/(?<=\/):([^/]+)/g, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : encodeURIComponent(value);
  });
  return before + filled + after;
}
