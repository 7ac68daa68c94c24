#!/usr/bin/env node
import manifest from "../../package.json" with { type: "json" };

const args = process.argv.slice(2);

// Asked for most often, by scripts and by people who report a defect: answered before anything is loaded.
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  process.stdout.write(`${manifest.version}\n`);
} else {
  const [{ run }, { interruption }] = await Promise.all([import("./program.ts"), import("../runtime/interrupt.ts")]);
  const { env, stdout, stderr } = process;
  const host = { cwd: process.cwd(), env, stdout, stderr, signal: interruption() };
  process.exitCode = await run(args, manifest.version, host);
}
