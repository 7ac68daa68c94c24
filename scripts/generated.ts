import { readFileSync } from "node:fs";
import { resultJsonSchema } from "../src/check/fleet/result.ts";
import { configJsonSchema } from "../src/config/json-schema.ts";
import { publicationJsonSchema } from "../src/publish/json.ts";
import { notificationJsonSchema } from "../src/publish/notify/notification.ts";
import { reportJsonSchema } from "../src/report/schema.ts";
import { answersPage } from "./answers.ts";
import { configurationPage } from "./configuration.ts";
import { withDetected } from "./detected.ts";
import { patchesPage } from "./patches.ts";
import { rulesPage } from "./rules.ts";

/** A file that is made from the source, and how its text comes about. */
export interface Generated {
  /** From the repository's root. */
  readonly path: string;
  readonly text: () => string;
}

/** Every generated file. A test checks that each is current. */
export const generated: readonly Generated[] = [
  { path: "schema/config.json", text: () => json(configJsonSchema()) },
  { path: "schema/report.json", text: () => json(reportJsonSchema()) },
  { path: "schema/publication.json", text: () => json(publicationJsonSchema()) },
  { path: "schema/notification.json", text: () => json(notificationJsonSchema()) },
  { path: "schema/result.json", text: () => json(resultJsonSchema()) },
  { path: "docs/configuration.md", text: configurationPage },
  { path: "docs/rules.md", text: rulesPage },
  { path: "docs/answers.md", text: answersPage },
  { path: "docs/patches.md", text: patchesPage },
  { path: "README.md", text: () => withDetected(readFileSync("README.md", "utf8")) },
];

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
