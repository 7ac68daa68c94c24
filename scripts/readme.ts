/** Writes what the built CLI prints into README and docs: `npm run readme`, or `npm run readme -- --network` for all of it. */
import { readFile, writeFile } from "node:fs/promises";
import { pages, refresh } from "./outputs.ts";

const network = process.argv.includes("--network");
for (const page of pages) await writeFile(page, await refresh(await readFile(page, "utf8"), { network }));
