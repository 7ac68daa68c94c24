import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { folderWith } from "../support/folder.ts";
import { startVendor } from "../support/vendor.ts";
import { shapesIn } from "../undici/recorded.ts";

const built = pathToFileURL("dist/undici/index.js").href;

/** Runs a script as a module of its own, in the folder. */
async function node(script: string, folder: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
    cwd: folder,
  });
  return stdout + stderr;
}

test("processes side by side write a file each when they end, and what is collected adds up", async () => {
  const { url } = await startVendor({ "/orders/17": { body: { id: 17 } } });
  const folder = await folderWith({ "driftpin.yaml": "version: 1\nvendors: { shop: { source: openapi.json } }\n" });
  const script = `import { driftpin } from ${JSON.stringify(built)};
const symbol = Symbol.for("undici.globalDispatcher.1");
await fetch("data:,"); // loads Node's own undici
globalThis[symbol] = globalThis[symbol].compose(driftpin({ vendor: "shop" }));
const answer = await fetch("${url}/orders/17");
console.log(await answer.json());
process.exit();`;
  const printed = await Promise.all([1, 2, 3].map(() => node(script, folder)));
  const recordings = await shapesIn(folder);
  const collected = await driftpin(["record", "shop", "--collect"], { cwd: folder });
  const again = await driftpin(["record", "shop", "--collect"], { cwd: folder });
  expect({ printed, files: recordings.length, ...collected, same: again.stdout === collected.stdout }).toEqual({
    printed: ["{ id: 17 }\n", "{ id: 17 }\n", "{ id: 17 }\n"],
    files: 3,
    code: 0,
    stdout: "shop  3 exchanges in .driftpin/recordings/shop.json\n  GET /orders/{id} 200: 3\n",
    stderr: "",
    same: true,
  });
});
