import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pinId } from "../contract/pin-id.ts";
import { isObject, type JsonObject } from "../json.ts";
import { warn } from "./warning.ts";

/** What a vendor is pinned at. */
export interface PinnedContract {
  readonly document: JsonObject;
  /** Absent where the rest of the pin is not there. */
  readonly id: string | undefined;
}

/** The vendor's pinned contract; undefined where nothing is pinned, or where it cannot be read, which is a warning. */
export function pinnedContract(folder: string, vendor: string): PinnedContract | undefined {
  const read = (name: string) => {
    const path = join(folder, "specs", vendor, `${name}.json`);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  };
  try {
    const [document, pin, baseline] = [read("contract"), read("pin"), read("baseline")];
    if (!isObject(document)) return undefined;
    return { document, id: pin && baseline ? pinId(pin, baseline) : undefined };
  } catch (error) {
    warn(`specs/${vendor} cannot be read`, error);
    return undefined;
  }
}
