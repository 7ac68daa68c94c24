/** Writes every file that is made from the source: `npm run generate`. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { generated } from "./generated.ts";

for (const { path, text } of generated) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text());
}
