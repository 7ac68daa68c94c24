import { join } from "node:path";
import type { Description } from "../../src/contract/contract.ts";
import { placesOf } from "../../src/impact/code-place.ts";
import { type GeneratedFile, generatedFilesIn } from "../../src/impact/generated-files.ts";
import { openProjects, type Project } from "../../src/impact/project/index.ts";
import { usageOf, usesOf } from "../../src/impact/usage.ts";
import type { Subject } from "../../src/impact/use.ts";
import type { JsonObject } from "../../src/json.ts";
import { testRuntime } from "../support/runtime.ts";

const order = {
  type: "object",
  properties: {
    id: { type: "string" },
    total: { type: "number" },
    lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
    customer: { type: "object", properties: { name: { type: "string" } } },
    prices: {
      type: "object",
      additionalProperties: { type: "object", properties: { amount: { type: "integer" } } },
    },
  },
};
const json = (schema: JsonObject) => ({ description: "", content: { "application/json": { schema } } });

/** The contract that code in tests is written for. */
const pinned: Description = {
  document: {
    openapi: "3.1.0",
    paths: {
      "/orders": {
        get: {
          operationId: "orders/list",
          parameters: [{ name: "limit", in: "query", schema: { type: "integer" } }],
          responses: { "200": json({ type: "array", items: order }) },
        },
        post: { operationId: "orders/create", requestBody: json(order), responses: { "201": json(order) } },
      },
      "/orders/{id}": {
        get: {
          operationId: "orders/get",
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "x-trace", in: "header", schema: { type: "string" } },
          ],
          responses: { "200": json(order) },
        },
      },
      "/stock": {
        get: {
          operationId: "stock/get",
          security: [{ key: [] }, { token: [] }, { inQuery: [] }],
          responses: { "200": json({ type: "object", properties: { pens: { type: "integer" } } }) },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: "apiKey", in: "header", name: "X-Api-Key" },
        token: { type: "http", scheme: "bearer" },
        inQuery: { type: "apiKey", in: "query", name: "api_key" },
      },
    },
  },
  texts: [],
  bundled: {},
};

/** Files of a project, by path. */
export type Files = Readonly<Record<string, string>>;

/** What code uses, calls left out, and what of it nobody can tell: `text → method /path what`. */
export async function used(code: string, files: Files = {}, prepare?: Prepare): Promise<string[]> {
  const read = (projects: readonly Project[]) =>
    projects.flatMap((project) => {
      const { uses, uncovered } = usageOf(project, { pinned, server: "https://api.shop.example" });
      const parts = uses.filter(({ subject }) => subject.kind !== "call");
      return [
        ...parts.map(
          ({ operation: { method, path }, subject, node }) => `${node.getText()} → ${method} ${path} ${told(subject)}`,
        ),
        ...uncovered.map(({ why, node }) => `${node.getText()} → not covered: ${why}`),
      ];
    });
  return inProject({ "src/code.ts": code, ...files }, read, prepare);
}

/** Puts something else into a project's folder, before it is read. */
type Prepare = (folder: string) => Promise<void>;

/** The calls in code: `text → method /path certainty`. */
export async function calls(code: string, files: Files = {}): Promise<string[]> {
  return inProject({ "src/code.ts": code, ...files }, (projects) =>
    projects.flatMap((project) =>
      usageOf(project, { pinned, server: "https://api.shop.example" }).uses.flatMap(
        ({ operation: { method, path }, subject, certainty, node }) =>
          subject.kind === "call" ? [`${node.getText()} → ${method} ${path} ${certainty}`] : [],
      ),
    ),
  );
}

async function inProject<T>(
  files: Files,
  read: (projects: readonly Project[]) => T[],
  prepare?: Prepare,
): Promise<T[]> {
  const runtime = testRuntime();
  return runtime.files.temporary(async (parent) => {
    const folder = join(parent, "project");
    await prepare?.(folder);
    for (const [file, text] of Object.entries(files)) await runtime.files.write(join(folder, file), text);
    return read(await openProjects(["src/**"], folder, runtime));
  });
}

function told(subject: Subject): string {
  if (subject.kind === "credential") return `credential in ${subject.in} ${subject.name}`;
  if (subject.kind === "parameter") return `${subject.in} ${subject.name}`;
  if ("pointer" in subject) return `${subject.kind} ${subject.pointer}`;
  return subject.kind === "response-header" ? `header ${subject.name}` : subject.kind;
}

/** The generated files that code calls operations in, or has types from. */
export async function generated(files: Files): Promise<GeneratedFile[]> {
  return inProject(files, (projects) =>
    generatedFilesIn(pinned)(
      projects.flatMap((project) => usesOf(project, { pinned, server: "https://api.shop.example" })),
    ),
  );
}

/** Where code calls operations, as places show it: `file:line:column certainty`, and whether that is in a test. */
export async function placed(files: Files): Promise<string[]> {
  return inProject(files, (projects) =>
    placesOf(projects.flatMap((project) => usesOf(project, { pinned, server: "https://api.shop.example" }))).map(
      ({ file, line, column, certainty, test }) => `${file}:${line}:${column} ${certainty}${test ? " test" : ""}`,
    ),
  );
}
