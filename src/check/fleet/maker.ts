import { createHash } from "node:crypto";
import manifest from "../../../package.json" with { type: "json" };
import type { Config } from "../../config/schema.ts";
import { canonical, type Json } from "../../json.ts";

/** What wrote a plan or a result: whatever differs here may tell something else of the same contracts. */
export interface Maker {
  /** Its version. */
  readonly driftpin: string;
  /** Short hash of what the configuration says that a check goes by, defaults filled in. */
  readonly configuration: string;
}

/** This driftpin, with this configuration. */
export function maker({ vendors, policy, publish: { pullRequests } }: Config): Maker {
  const told: Json = JSON.parse(JSON.stringify({ vendors, policy, pullRequests })); // without members that are undefined
  return {
    driftpin: manifest.version,
    configuration: createHash("sha256").update(canonical(told)).digest("hex").slice(0, 16),
  };
}
