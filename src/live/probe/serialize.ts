import type { Probe } from "../../config/schema.ts";
import type { Parameter } from "./endpoint.ts";

/** A value that a probe gives to a parameter. */
export type Value = Probe["parameters"][string];

/** A path parameter as it stands in the path (OpenAPI 3.2.0, section 4.12.3: simple, label, matrix). */
export function inPath(parameter: Parameter, value: Value): string {
  const { name, style, explode } = parameter;
  const parts = encoded(parameter, value);
  if (style === "label") return `.${parts.join(explode ? "." : ",")}`;
  if (style === "matrix")
    return explode ? parts.map((part) => `;${name}=${part}`).join("") : `;${name}=${parts.join(",")}`;
  return parts.join(",");
}

/** A query parameter's `name=value` pairs (form, spaceDelimited, pipeDelimited). */
export function inQuery(parameter: Parameter, value: Value): string[] {
  const { style, explode } = parameter;
  const name = encodeURIComponent(parameter.name);
  const parts = encoded(parameter, value);
  if (explode && style === "form") return parts.map((part) => `${name}=${part}`);
  const separator = { spaceDelimited: "%20", pipeDelimited: "%7C" }[style] ?? ",";
  return [`${name}=${parts.join(separator)}`];
}

/** A header's value (simple). Nothing is percent-encoded there. */
export function inHeader(parameter: Parameter, value: Value): string {
  return plain(parameter, value).join(",");
}

/** A cookie's `name=value` pair (form). */
export function inCookie(parameter: Parameter, value: Value): string {
  return `${parameter.name}=${encoded(parameter, value).join(",")}`;
}

function encoded(parameter: Parameter, value: Value): string[] {
  return plain(parameter, value).map(parameter.allowReserved ? encodeUnreserved : encodeURIComponent);
}

/** Reserved characters stay, but those that end a value in a query. */
function encodeUnreserved(text: string): string {
  return encodeURI(text).replaceAll(/[&#+]/g, encodeURIComponent);
}

function plain({ json }: Parameter, value: Value): string[] {
  if (json) return [JSON.stringify(value)];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
