import { join } from "node:path";
import type { Har } from "../../src/live/recording/write-har.ts";
import type { RecordedShapes } from "../../src/live/recording/write-shapes.ts";
import { filesOf } from "../support/folder.ts";

/** The shapes that the recorders of a vendor have written, file by file. */
export async function shapesIn(folder: string, vendor = "shop"): Promise<RecordedShapes[]> {
  return (await textsIn(folder, vendor)).map((text) => JSON.parse(text));
}

/** The archives that they have written. */
export async function archivesIn(folder: string, vendor = "shop"): Promise<Har[]> {
  return (await textsIn(folder, vendor)).map((text) => JSON.parse(text));
}

async function textsIn(folder: string, vendor: string): Promise<string[]> {
  return Object.values(await filesOf(join(folder, ".driftpin", "recordings", vendor)));
}
