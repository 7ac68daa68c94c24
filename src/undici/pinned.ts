import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { warn } from "./warning.ts";

/** The vendor's pinned contract; undefined where nothing is pinned, or where it cannot be read, which is a warning. */
export function pinnedDocument(folder: string, vendor: string): JsonObject | undefined {
  const path = join(folder, "specs", vendor, "contract.json");
  if (!existsSync(path)) return undefined;
  try {
    const document: Json = JSON.parse(readFileSync(path, "utf8"));
    return isObject(document) ? document : undefined;
  } catch (error) {
    warn(`specs/${vendor}/contract.json cannot be read`, error);
    return undefined;
  }
}
