/** Writes what the built CLI prints into README: `npm run readme`, or `npm run readme -- --network` for all of it. */
import { readFile, writeFile } from "node:fs/promises";
import { refresh } from "./outputs.ts";

const path = new URL("../README.md", import.meta.url);
await writeFile(path, await refresh(await readFile(path, "utf8"), { network: process.argv.includes("--network") }));
