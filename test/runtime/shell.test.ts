import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";

const env = { PATH: process.env.PATH ?? "" };

async function shell(command: string, files: Record<string, string> = {}, timeoutMs = 20_000) {
  const folder = await folderWith(files);
  return testRuntime().shell({ command, folder, env: { ...env, WHO: "me" }, timeoutMs });
}

test("a line is run by the shell, in its folder, with its environment and no other", async () => {
  expect(await shell('cat a.txt && echo "$WHO" >&2 && echo "$HOME" && exit 3', { "a.txt": "here\n" })).toEqual({
    kind: "ended",
    code: 3,
    output: "here\nme\n\n",
  });
});

test("a command that does not exist ends as the shell ends it", async () => {
  expect(await shell("no-such-command-here")).toMatchObject({ kind: "ended", code: 127 });
});

test("nothing is read from the terminal", async () => {
  expect(await shell("cat; echo done")).toEqual({ kind: "ended", code: 0, output: "done\n" });
});

test("only the end of a long output is kept", async () => {
  const { output } = await shell("node print.mjs", {
    "print.mjs": "process.stdout.write(`${'x'.repeat(1e6)}end`)",
  });
  expect([output.length, output.slice(-4)]).toEqual([64_000, "xend"]);
});

/** Starts a process that would go on for ever, with a connection to us, and goes on itself, or ends. */
const forking = (andThen: string) => `
  import { spawn } from "node:child_process";
  const code = "require('node:net').connect(Number(process.env.PORT), '127.0.0.1'); setInterval(() => {}, 1000)";
  spawn(process.execPath, ["-e", code], { stdio: ["ignore", "inherit", "inherit"] });
  ${andThen}`;

/** Runs that, and tells when the other process has connected, and when it is gone. */
async function forked(andThen: string, { timeoutMs = 60_000, signal = new AbortController().signal } = {}) {
  const server = createServer();
  const gone = once(server, "connection").then(([socket]: Socket[]) => socket && once(socket.resume(), "close"));
  const connected = once(server, "connection");
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const folder = await folderWith({ "fork.mjs": forking(andThen) });
  const { shell } = testRuntime({ signal });
  const running = shell({ command: "node fork.mjs", folder, env: { ...env, PORT: String(port) }, timeoutMs });
  return { running, connected, gone };
}

test("what it started is gone when it takes too long", async () => {
  const { running, gone } = await forked("setInterval(() => {}, 1000)", { timeoutMs: 2_000 });
  await gone;
  expect(await running).toEqual({ kind: "killed", output: "" });
});

test("what it started is gone when it ends", async () => {
  const { running, gone } = await forked("setTimeout(() => process.exit(0), 1000)");
  await gone;
  expect(await running).toEqual({ kind: "ended", code: 0, output: "" });
});

test("^C ends it and what it started, with its own reason", async () => {
  const interruption = new AbortController();
  const { running, connected, gone } = await forked("setInterval(() => {}, 1000)", interruption);
  await connected;
  interruption.abort(new Error("pressed"));
  await expect(running).rejects.toThrow("pressed");
  await gone;
});
