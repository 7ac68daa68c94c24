import { expect, test } from "vitest";
import { folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";

const limits = { timeoutMs: 20_000, memoryMb: 64 };

/** Runs a program that is installed as the package `tool` beside a project. */
async function run(program: string, args: readonly string[] = []) {
  const cwd = await folderWith({
    "node_modules/tool/package.json": JSON.stringify({ name: "tool", version: "1.2.3", bin: { tool: "cli.js" } }),
    "node_modules/tool/cli.js": program,
  });
  return testRuntime({ cwd }).run({ package: "tool", args, ...limits });
}

test("a program says what it says, and ends as it ends", async () => {
  const program = "console.log(process.argv.slice(2).join()); console.error('careful'); process.exitCode = 5";
  expect(await run(program, ["a", "--b"])).toEqual({
    kind: "ended",
    version: "1.2.3",
    code: 5,
    stdout: "a,--b\n",
    stderr: "careful\n",
  });
});

test("a program that prints without end is killed", async () => {
  const program = "const text = 'x'.repeat(1e6); (function more() { process.stdout.write(text, more); })()";
  expect(await run(program)).toEqual({ kind: "killed", version: "1.2.3", because: "output" });
});

test("a package that is not installed is absent", async () => {
  const runtime = testRuntime({ cwd: await folderWith({}) });
  expect(await runtime.run({ package: "no-such-tool", args: [], ...limits })).toEqual({ kind: "absent" });
});

test("^C ends the program, with its own reason", async () => {
  const interruption = new AbortController();
  const cwd = await folderWith({
    "node_modules/tool/package.json": JSON.stringify({ name: "tool", version: "1.2.3", bin: "cli.js" }),
    "node_modules/tool/cli.js": "for (;;);",
  });
  const running = testRuntime({ cwd, signal: interruption.signal }).run({ package: "tool", args: [], ...limits });
  interruption.abort(new Error("pressed"));
  await expect(running).rejects.toThrow("pressed");
});
