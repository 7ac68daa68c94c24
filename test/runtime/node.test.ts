import { execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPublic } from "../../src/runtime/address.ts";
import { nodeRuntime } from "../../src/runtime/node.ts";

const runtime = nodeRuntime();

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["64:ff9b::808:808", true], // 8.8.8.8 behind NAT64
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["192.168.0.1", false],
  ["169.254.169.254", false], // metadata
  ["168.63.129.16", false], // metadata
  ["100.100.100.200", false], // metadata
  ["0.0.0.0", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:a00:1", false],
  ["64:ff9b::7f00:1", false],
  ["fe80::1", false],
  ["fd00:ec2::254", false], // metadata
  ["ff02::1", false],
  ["2002:7f00:1::", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

describe("network", () => {
  const server = createServer((_, response) => response.end("hello"));
  let port: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  test.each([
    ["a literal address", "127.0.0.1", "127.0.0.1"],
    ["a number that is an address", "2130706433", "127.0.0.1"],
    ["an IPv4 address in IPv6", "[::ffff:127.0.0.1]", "::ffff:7f00:1"],
    ["a name", "localhost", expect.stringMatching(/^(127\.0\.0\.1|::1)$/)],
  ])("a private address is refused when it comes as %s", async (_, host, address) => {
    const pool = await runtime.network.open({ allowPrivate: false, timeoutMs: 5_000 });
    const url = new URL(`http://${host}:${port}/`);
    await expect(pool.request({ origin: url.origin, path: "/", method: "GET" })).rejects.toMatchObject({
      code: "ADDRESS_REFUSED",
      address,
    });
    await pool.close();
  });

  test("a private address is reached where the policy allows it", async () => {
    const pool = await runtime.network.open({ allowPrivate: true, timeoutMs: 5_000 });
    const { body } = await pool.request({ origin: `http://localhost:${port}`, path: "/", method: "GET" });
    expect(await body.text()).toBe("hello");
    await pool.close();
  });

  test("the addresses of a private host are told only where the policy allows it", async () => {
    expect(await runtime.network.addresses("[::1]", { allowPrivate: true })).toEqual(["::1"]);
    await expect(runtime.network.addresses("127.0.0.1", { allowPrivate: false })).rejects.toMatchObject({
      code: "ADDRESS_REFUSED",
    });
  });
});

describe("files", () => {
  test("a file is written whole, in folders that are made for it, and nothing else is left there", () =>
    runtime.files.temporary(async (folder) => {
      const file = join(folder, "specs", "shop", "pin.json");
      await runtime.files.write(file, "one");
      await runtime.files.write(file, "two");
      await runtime.files.append(file, " three");
      expect([String(await runtime.files.read(file)), await readdir(join(folder, "specs", "shop"))]).toEqual([
        "two three",
        ["pin.json"],
      ]);
    }));

  test("globs find files, sorted, and never in node_modules", () =>
    runtime.files.temporary(async (folder) => {
      for (const file of ["src/b.ts", "src/a.ts", "src/c.js", "node_modules/x/d.ts"]) {
        await runtime.files.write(join(folder, file), "");
      }
      expect(await runtime.files.list(["**/*.ts"], folder)).toEqual([
        join(folder, "src/a.ts"),
        join(folder, "src/b.ts"),
      ]);
    }));

  test("a temporary folder is removed when its user throws", async () => {
    let lent = "";
    const use = runtime.files.temporary(async (folder) => {
      lent = folder;
      throw new Error("stop");
    });
    await expect(use).rejects.toThrow("stop");
    expect(await runtime.files.exists(lent)).toBe(false);
  });
});

describe("git", () => {
  test("hooks of a repository are not run, and the environment cannot lead git elsewhere", () =>
    runtime.files.temporary(async (folder) => {
      execFileSync("git", ["init", "--quiet", folder]);
      await mkdir(join(folder, ".git/hooks"), { recursive: true });
      await writeFile(join(folder, ".git/hooks/pre-commit"), "#!/bin/sh\ntouch hooked\n");
      await chmod(join(folder, ".git/hooks/pre-commit"), 0o755);
      const git = await nodeRuntime({ env: { PATH: process.env.PATH, GIT_DIR: "/nowhere", EDITOR: "false" } }).git.open(
        folder,
      );
      await git.raw("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--allow-empty", "-m", "first");
      expect(await readdir(folder)).toEqual([".git"]);
    }));

  test("a transport that runs a command is refused", () =>
    runtime.files.temporary(async (folder) => {
      const git = await runtime.git.open(folder);
      await expect(git.raw("ls-remote", "ext::sh -c 'touch ran'")).rejects.toThrow("transport 'ext' not allowed");
    }));

  test("a failure that says nothing is a failure", () =>
    runtime.files.temporary(async (folder) => {
      const git = await runtime.git.open(folder);
      await git.init();
      await expect(git.raw("rev-parse", "--quiet", "--verify", "HEAD")).rejects.toThrow("git ended with 1");
    }));
});

describe("clock", () => {
  test("a sleep ends with the reason of its signal", async () => {
    const controller = new AbortController();
    const sleep = runtime.clock.sleep(60_000, controller.signal);
    controller.abort(new Error("stopped by the user"));
    await expect(sleep).rejects.toThrow("stopped by the user");
  });
});
