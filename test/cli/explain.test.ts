import { expect, test } from "vitest";
import { driftpin } from "../support/cli.ts";
import { folderWith } from "../support/folder.ts";

const run = async (...args: string[]) => driftpin(["explain", ...args], { cwd: await folderWith({}) });

test("a rule is explained with its levels, an example and what to do", async () => {
  expect(await run("response-property-enum-value-added")).toEqual({
    code: 0,
    stderr: "",
    stdout: expect.stringMatching(
      /^response-property-enum-value-added {2}what you receive\n {2}.+\n {2}level {4}warning for a consumer, breaking for a provider\n {2}example {2}.+[\s\S]+\n {2}to do {4}.+\n$/,
    ),
  });
});

test("the list names what JSON explains", async () => {
  const { stdout } = await run("--list");
  const listed = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ +/)[1]);
  const { stdout: json } = await run("--list", "--format", "json");
  expect(JSON.parse(json).map(({ id }: { id: string }) => id)).toEqual(listed);
});

test.each([
  ["nothing", [], "DP6004 nothing to explain: name a rule or a cause, or give --list to see them all\n"],
  ["a name that is not known", ["ratelimit"], 'DP6005 unknown rule or cause "ratelimit": did you mean "rate-limit"?\n'],
])("%s is the user's to mend", async (_, args, stderr) => {
  expect(await run(...args)).toEqual({ code: 2, stdout: "", stderr });
});
