import type { JsonObject } from "../../json.ts";
import { plainType } from "../type/changed-type.ts";

/** Whether values are points in time as RFC 3339 writes them, which is how JSON Schema has ISO 8601. */
export function isTimeText(schema: JsonObject): boolean {
  return plainType(schema) === "string" && schema.format === "date-time";
}
