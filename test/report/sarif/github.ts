import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Log, Region, Result, Run } from "sarif";

/** What is wrong with a SARIF file: by the schema of SARIF 2.1.0, then by what GitHub asks beyond it. */
export function complaintsOf(text: string): string[] {
  const log: Log = JSON.parse(text);
  if (!bySchema(log)) return (bySchema.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const categories = log.runs.map(({ automationDetails }) => automationDetails?.id ?? "");
  return [
    ...claim(log.$schema !== undefined && log.version === "2.1.0", "names its schema and version"),
    ...claim(log.runs.length >= 1 && log.runs.length <= 20, "has 1 to 20 runs"),
    ...claim(new Set(categories).size === categories.length, "has no category twice"),
    ...claim(gzipSync(text).byteLength <= 10 * 1024 * 1024, "is at most 10 MB"),
    ...log.runs.flatMap(ofRun),
  ];
}

const {
  $schema: _draft4,
  id: _id,
  ...schema
} = JSON.parse(readFileSync(new URL("schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const bySchema = ajv.compile<Log>(schema);

function ofRun({ tool: { driver }, automationDetails, results = [] }: Run): string[] {
  const rules = driver.rules ?? [];
  return [
    ...claim(driver.name !== "" && driver.semanticVersion !== undefined, "the tool has a name and a version"),
    ...claim(/^drift\/([^/]+\/)?$/.test(automationDetails?.id ?? ""), "the category ends in a slash"),
    ...claim(results.length <= 25_000, "at most 25,000 results"),
    ...claim(new Set(rules.map(({ id }) => id)).size === rules.length, "no rule twice"),
    ...rules.flatMap(({ id, shortDescription, fullDescription, help, defaultConfiguration, properties }) => [
      ...claim(isText(shortDescription?.text, 1_024) && isText(fullDescription?.text, 1_024), `${id} is described`),
      ...claim(isText(help?.text, 1_024) && isText(help?.markdown, 1_024), `${id} has help`),
      ...claim(defaultConfiguration?.level !== undefined, `${id} has a level`),
      ...claim((properties?.tags?.length ?? 0) <= 10, `${id} has at most 10 tags`),
      ...claim(["error", "warning", "recommendation"].includes(properties?.["problem.severity"]), `${id}: severity`),
      ...claim(["very-high", "high", "medium", "low"].includes(properties?.precision), `${id}: precision`),
      ...claim(properties?.["security-severity"] === undefined, `${id} is no security problem`),
    ]),
    ...results.flatMap((result) =>
      ofResult(
        result,
        rules.map(({ id }) => id),
      ),
    ),
  ];
}

function ofResult(
  { ruleId, ruleIndex, message, locations, relatedLocations, partialFingerprints }: Result,
  rules: readonly string[],
): string[] {
  const all = [...(locations ?? []), ...(relatedLocations ?? [])];
  const links = linksIn(message.text ?? "");
  const ids = new Set((relatedLocations ?? []).map(({ id }) => String(id)));
  return [
    ...claim(ruleId !== undefined && rules[ruleIndex ?? -1] === ruleId, "the rule's index is the rule's"),
    ...claim(isText(message.text, 10_000), "there is a message"),
    ...claim(
      links.every((to) => ids.has(to)),
      `links lead to related places only: ${links}`,
    ),
    ...claim(locations?.length === 1 && all.length <= 100, "it has one place"),
    ...claim(
      all.every(({ physicalLocation }) => isWhole(physicalLocation?.region)),
      "regions are whole",
    ),
    ...claim(
      /^[0-9a-f]{16}:\d+$/.test(partialFingerprints?.primaryLocationLineHash ?? ""),
      "the fingerprint has the shape that GitHub keeps",
    ),
  ];
}

/** Where the links of a plain text lead: `[text](to)`; brackets that are escaped make none (SARIF, section 3.11.6). */
function linksIn(text: string): string[] {
  return [...text.replace(/\\[\\[\]]/g, "").matchAll(/\[[^[\]]*\]\(([^)]*)\)/g)].map(([, to = ""]) => to);
}

/** Of a check, GitHub shows what lies in the repository: paths that start at its root and stay in it. */
export function outside(text: string): string[] {
  const { runs }: Log = JSON.parse(text);
  return runs
    .flatMap(({ results = [] }) => results)
    .flatMap(({ locations = [], relatedLocations = [] }) => [...locations, ...relatedLocations])
    .map(({ physicalLocation }) => physicalLocation?.artifactLocation)
    .filter((at) => at?.uriBaseId !== "%SRCROOT%" || /^([a-z]+:|\/|\.\.\/)/i.test(at.uri ?? ""))
    .map((at) => at?.uri ?? "");
}

function isWhole({ startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 }: Region = {}): boolean {
  return startLine > 0 && startColumn > 0 && endLine >= startLine && endColumn > startColumn;
}

function isText(text: string | undefined, limit: number): boolean {
  return text !== undefined && text.length > 0 && text.length <= limit;
}

function claim(isTrue: boolean, what: string): string[] {
  return isTrue ? [] : [what];
}
