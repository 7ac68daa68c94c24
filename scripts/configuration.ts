import { readFileSync } from "node:fs";
import { configJsonSchema } from "../src/config/json-schema.ts";
import { isObject, type Json, type JsonObject } from "../src/json.ts";
import { row } from "./rules.ts";

/** `docs/configuration.md`: every key of the configuration, with an example of each chapter. */
export function configurationPage(): string {
  return `${[...head, ...chapters.flatMap(chapterText)].join("\n")}\n`;
}

/** A part of the configuration that has its own table, and the example that has all keys of that. */
interface Chapter {
  readonly title: string;
  /** The beginning that the keys of the chapter share. */
  readonly at: string;
  /** From the repository's root. */
  readonly example: string;
}

/** Chapters, in the order in which they are read. */
export const chapters: readonly Chapter[] = [
  { title: "The file", at: "", example: "docs/configuration/file.yaml" },
  { title: "A vendor", at: "vendors.NAME.", example: "docs/configuration/vendor.yaml" },
  { title: "Probes", at: "vendors.NAME.probes.", example: "docs/configuration/probes.yaml" },
  { title: "Authentication", at: "vendors.NAME.auth.", example: "docs/configuration/auth.yaml" },
  { title: "What is secret", at: "vendors.NAME.redact.", example: "docs/configuration/redact.yaml" },
  { title: "Health", at: "vendors.NAME.health.", example: "docs/configuration/health.yaml" },
  { title: "Policy", at: "policy.", example: "docs/configuration/policy.yaml" },
  { title: "Publishing", at: "publish.", example: "docs/configuration/publish.yaml" },
  { title: "Notifications", at: "publish.notify.", example: "docs/configuration/notify.yaml" },
  { title: "Jobs of your own", at: "publish.dispatch.", example: "docs/configuration/dispatch.yaml" },
  { title: "Your own tests", at: "verify.", example: "docs/configuration/verify.yaml" },
];

const head = [
  "# Configuration",
  "",
  "Every key of `driftpin.yaml`, `driftpin.yml` or `driftpin.json`. The file is never executed, and an unknown key is an",
  "error; the one command that it can name, `verify`, is run as [verify.md](verify.md) says. Secrets are only references to",
  "the environment: `${NAME}`. Generated from `src/config/schema.ts` and the examples in `docs/configuration/` by",
  "`npm run generate`.",
];

function chapterText(chapter: Chapter): string[] {
  const { title, at, example } = chapter;
  const place = at === "" ? [] : ["", `Under \`${at.slice(0, -1)}\`:`];
  return [
    "",
    `## ${title}`,
    ...place,
    "",
    "```yaml",
    readFileSync(example, "utf8").trimEnd(),
    "```",
    "",
    "| key | means | default |",
    "| --- | --- | --- |",
    ...keysOf(chapter).map(({ path, schema, isRequired }) =>
      row([`\`${path.slice(at.length)}\``, meaning(schema), isRequired ? "required" : standard(schema)]),
    ),
  ];
}

/** A key of the configuration. */
export interface Key {
  /** With dots; the elements of a list have the path of the list, and `NAME` stands for any name. */
  readonly path: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

/** The keys that belong into a chapter and into none inside it. */
export function keysOf({ at }: Chapter): Key[] {
  const inside = chapters.map((other) => other.at).filter((other) => other.startsWith(at) && other !== at);
  return allKeys(configJsonSchema(), "").filter(
    ({ path }) => path.startsWith(at) && !inside.some((other) => path.startsWith(other)),
  );
}

function allKeys(schema: Json | undefined, at: string): Key[] {
  if (!isObject(schema)) return [];
  const { properties, required, items, additionalProperties, anyOf } = schema;
  return [
    ...members(properties).flatMap(([name, member]) => {
      const isRequired = Array.isArray(required) && required.includes(name);
      return [{ path: `${at}${name}`, schema: member, isRequired }, ...allKeys(member, `${at}${name}.`)];
    }),
    ...[items, ...(Array.isArray(anyOf) ? anyOf : [])].flatMap((part) => allKeys(part, at)),
    ...allKeys(additionalProperties, `${at}NAME.`),
  ];
}

function members(properties: Json | undefined): [string, JsonObject][] {
  return Object.entries(isObject(properties) ? properties : {}).map(([name, member]) => [
    name,
    isObject(member) ? member : {}, // a JSON value that only has a description is `{}`, and may be `true`
  ]);
}

function meaning(schema: JsonObject): string {
  const { description, enum: values, minimum, maximum } = schema;
  const allowed = Array.isArray(values) ? ` One of ${values.map((value) => `\`${value}\``).join(", ")}.` : "";
  const range = minimum === undefined || maximum === undefined ? "" : ` ${minimum} to ${maximum}.`;
  return `${description ?? ""}${allowed}${range}`;
}

/** Defaults that hold nothing go without saying. */
function standard({ default: value }: JsonObject): string {
  if (value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0))
    return "";
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}
