import { expect, test } from "vitest";
import { filesOf } from "../support/folder.ts";
import type { Reply } from "../support/vendor.ts";
import { order, pinnedTeam, team } from "./team.ts";

const busy: Readonly<Record<string, string>> = {
  "cache-control": "max-age=60, private",
  deprecation: "@1688169599",
  etag: '"1"',
  "x-ratelimit-limit": "60",
  vary: "accept, origin",
};

/** Answers as a real vendor gives them: what counts and dates is another one each time. */
function answers(count: number, headers: Readonly<Record<string, string>> = busy): Reply {
  return { headers: { ...headers, etag: `"${count}"`, "x-ratelimit-remaining": String(60 - count) }, body: [order] };
}

test("two nights with the same behaviour give byte-equal reports, and pinning again writes nothing", async () => {
  const { vendor, pin, check, folder } = await team();
  vendor.route(
    "/orders",
    Array.from({ length: 9 }, (_, i) => answers(i)),
  );
  await pin();
  const files = await filesOf(folder);
  const [first, second] = [await check(), await check()];
  const [again] = await pin();
  expect([JSON.stringify(second), second.summary, again?.outcome, await filesOf(folder)]).toEqual([
    JSON.stringify(first),
    { breaking: 0, warning: 0, info: 0, unknown: 0 },
    "unchanged",
    files,
  ]);
});

test("an end that a vendor announces is told the same every night, until it is pinned", async () => {
  const { vendor, pin, check } = await pinnedTeam();
  vendor.route("/orders", { headers: { sunset: "Sat, 31 Dec 2033 23:59:59 GMT" }, body: [order] });
  const [first, second] = [await check(), await check()];
  await pin();
  const told = first.contracts.flatMap(({ findings }) => findings.map(({ rule, level, text }) => [rule, level, text]));
  expect([told, JSON.stringify(second), (await check()).summary]).toEqual([
    [["protocol-sunset-announced", "warning", "the answers say that it ends on 2033-12-31"]],
    JSON.stringify(first),
    { breaking: 0, warning: 0, info: 0, unknown: 0 },
  ]);
});

test("a rule that is only recorded is told at the level that the team gives it", async () => {
  const options = { config: "policy: { levels: { protocol-vary-changed: info } }" };
  const { vendor, check } = await pinnedTeam(options);
  vendor.route("/orders", { headers: { vary: "origin" }, body: [order] });
  const quiet = await pinnedTeam();
  quiet.vendor.route("/orders", { headers: { vary: "origin" }, body: [order] });
  expect([(await check()).summary, (await quiet.check()).summary]).toEqual([
    { breaking: 0, warning: 0, info: 1, unknown: 0 },
    { breaking: 0, warning: 0, info: 0, unknown: 0 },
  ]);
});
