import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { CheckReport, DiffReport } from "../../src/report/report.ts";
import type { ReviewReport } from "../../src/report/reviewed.ts";
import { reportSchema } from "../../src/report/schema.ts";
import type { ImpactReport } from "../../src/report/used.ts";
import { check, diff } from "./fixtures.ts";

test("the schema describes the types of a report, no more and no less", () => {
  type Described = z.output<typeof reportSchema>;
  expectTypeOf<Extract<Described, { contracts: unknown }>>().branded.toEqualTypeOf<CheckReport>();
  expectTypeOf<Extract<Described, { reviewed: unknown }>>().branded.toEqualTypeOf<ReviewReport>();
  expectTypeOf<Extract<Described, { used: unknown }>>().branded.toEqualTypeOf<ImpactReport>();
  expectTypeOf<Extract<Described, { changes: unknown }>>().branded.toEqualTypeOf<DiffReport>();
});

test.each([
  ["check", check],
  ["diff", diff],
])("a report of %s passes through the schema unchanged: it names every member", (_, report) => {
  expect(reportSchema.parse(report)).toEqual(report);
});

test("the published schema accepts both kinds of report, and refuses another version", () => {
  const published = JSON.parse(readFileSync(new URL("../../schema/report.json", import.meta.url), "utf8"));
  const ajv = new Ajv2020({ strict: true });
  addFormats.default(ajv);
  const validate = ajv.compile(published);
  expect([check, diff, { ...check, schemaVersion: 2 }].map((report) => validate(report))).toEqual([true, true, false]);
});
