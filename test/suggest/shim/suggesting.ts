import { join } from "node:path";
import type { Description } from "../../../src/contract/contract.ts";
import { compare } from "../../../src/diff/index.ts";
import type { Drift } from "../../../src/drift/finding.ts";
import { reach } from "../../../src/impact/index.ts";
import type { JsonObject } from "../../../src/json.ts";
import { suggest } from "../../../src/suggest/index.ts";
import type { Suggestion } from "../../../src/suggest/suggestion.ts";
import { testRuntime } from "../../support/runtime.ts";

const described = (bodies: Readonly<Record<string, JsonObject>>): Description => ({
  document: {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    servers: [{ url: "https://api.shop.example/v1" }],
    paths: Object.fromEntries(
      Object.entries(bodies).map(([path, schema]) => [
        path,
        { get: { responses: { "200": { description: "", content: { "application/json": { schema } } } } } },
      ]),
    ),
  },
  texts: [],
  bundled: {},
});

/** An object with these members, all of them texts. */
export const body = (...names: string[]): JsonObject => ({
  type: "object",
  required: names,
  properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
});

/** A team's code, and what its vendor answered by path, and answers now. */
export interface Case {
  readonly code: Readonly<Record<string, string>>;
  readonly old: Readonly<Record<string, JsonObject>>;
  readonly now: Readonly<Record<string, JsonObject>>;
  readonly vendor?: string;
  readonly compat?: boolean;
}

/** What is suggested for a team's code, which is in a folder while that is looked at. */
export async function suggesting<T>(
  { code, old, now, vendor = "shop", compat }: Case,
  use: (found: readonly Suggestion[], folder: string) => T | Promise<T>,
): Promise<T> {
  const [pinned, published] = [described(old), described(now)];
  const { changes } = compare(pinned, published, { perspective: "consumer", today: "2026-01-02" });
  const drifts = changes.map((change): Drift => ({ ...change, verdict: "published", evidence: [] }));
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    for (const [file, text] of Object.entries(code)) await runtime.files.write(join(folder, file), text);
    const caller = { vendor: { name: vendor, code: ["src/**"] }, pinned, published, folder };
    const found = await reach(drifts, caller, runtime);
    const all = await suggest(drifts, found, caller, { vendor, compat });
    return use([...all.values()].flat(), folder);
  });
}
