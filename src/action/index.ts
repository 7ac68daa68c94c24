import { interruption } from "../runtime/interrupt.ts";
import { run } from "./run.ts";

const exitCode = await run({
  cwd: process.cwd(),
  env: process.env,
  signal: interruption(),
  print: (line) => process.stdout.write(`${line}\n`),
});
// Uploads that were given up may still be under way. Nothing waits for them once all lines are out.
process.stdout.write("", () => process.exit(exitCode));
