import { CouldNotCheckError } from "../errors.ts";
import { isObject, type Json, join, own } from "../json.ts";
import type { SourceText } from "../source/source.ts";
import type { Description } from "./contract.ts";
import { locate } from "./locate.ts";

/** Takes a parsed value for a description if it says that it is one, of a version that driftpin knows. */
export async function requireVersion(value: Json, source: SourceText): Promise<Description> {
  const where = { file: source.file, line: 1, column: 1 };
  if (!isObject(value)) {
    throw new CouldNotCheckError("DP3005", { what: `expected an OpenAPI description, found ${kindOf(value)}`, where });
  }
  const description = { document: value, texts: [source], bundled: {} };
  const member = ["openapi", "swagger"].find((name) => own(value, name) !== undefined);
  if (!member) {
    const what = 'this is not an OpenAPI description: it has no "openapi" member';
    throw new CouldNotCheckError("DP3005", { what, where, todo: "check the source's address and path" });
  }
  const version = value[member];
  if (isKnown(member, version)) return description;
  throw await complaint(
    description,
    `/${member}`,
    `unknown version ${member}: ${JSON.stringify(version)}`,
    versionsTodo,
  );
}

const versionsTodo = 'driftpin reads OpenAPI "3.0.x", "3.1.x", "3.2.x" (as text, in quotes) and Swagger "2.0"';

function isKnown(member: string, version: Json | undefined): boolean {
  // `swagger: 2.0` without quotes is a number in YAML; what is meant is beyond doubt, unlike in `openapi: 3.1`.
  if (member === "swagger") return version === "2.0" || version === 2;
  return typeof version === "string" && /^3\.[012]\.\d+(-\S+)?$/.test(version);
}

/** Refuses a description whose outermost parts are not what everything after relies on. */
export async function requireParts(description: Description): Promise<void> {
  const { document } = description;
  const wrong = firstWrong(document);
  if (wrong) throw await complaint(description, wrong.pointer, wrong.what);
  const { paths, webhooks, components, openapi } = document;
  // OpenAPI 3.1.1, section 4.8.1: at least one of the three.
  const enough = paths ?? (String(openapi).startsWith("3.0") ? undefined : (webhooks ?? components));
  if (enough) return;
  throw await complaint(
    description,
    "",
    'the description has no "paths"',
    "check that the source is the whole description",
  );
}

function firstWrong(document: Description["document"]): { pointer: string; what: string } | undefined {
  for (const name of ["info", "paths", "webhooks", "components"]) {
    const part = own(document, name);
    if (part === undefined || part === null) continue;
    if (!isObject(part))
      return { pointer: `/${name}`, what: `expected "${name}" to be an object, found ${kindOf(part)}` };
    for (const [member, value] of name === "info" ? [] : Object.entries(part)) {
      if (isObject(value) || value === null || member.startsWith("x-")) continue; // YAML's way to leave a part empty
      const what = `expected "${member}" in "${name}" to be an object, found ${kindOf(value)}`;
      return { pointer: join("", name, member), what };
    }
  }
  return undefined;
}

function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

async function complaint(
  description: Description,
  pointer: string,
  what: string,
  todo?: string,
): Promise<CouldNotCheckError> {
  const where = (await locate(description, [pointer])).get(pointer);
  return new CouldNotCheckError(pointer === "/openapi" || pointer === "/swagger" ? "DP3006" : "DP3007", {
    what,
    where,
    todo,
  });
}
