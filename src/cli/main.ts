#!/usr/bin/env node
import manifest from "../../package.json" with { type: "json" };

const args = process.argv.slice(2);

// Asked for most often, by scripts and by people who report a defect: answered before anything is loaded.
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  process.stdout.write(`${manifest.version}\n`);
} else {
  const { run } = await import("./program.ts");
  process.exitCode = await run(args, manifest.version);
}
