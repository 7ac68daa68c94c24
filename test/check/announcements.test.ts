import { expect, test } from "vitest";
import { at, isObject, type JsonObject } from "../../src/json.ts";
import { wantedOf } from "../../src/publish/issue/contract.ts";
import { markdown } from "../../src/report/markdown.ts";
import { sarif } from "../../src/report/sarif.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { terminal } from "../../src/report/terminal.ts";
import { gitIn } from "../support/repository.ts";
import { startVendor } from "../support/vendor.ts";
import { pinnedTeam, shop } from "./team.ts";

const known = at(shop(), "/paths/~1orders~1{id}/get");
const get: JsonObject = isObject(known) ? known : {};

const feed = (text: string) =>
  `<rss version="2.0"><channel><title>Shop</title><item><title>Changes to @orders</title><pubDate>Thu, 01 Jan 2026 08:00:00 GMT</pubDate><link>https://shop.example/news/1</link><description><![CDATA[${text}]]></description></item></channel></rss>`;

/** A team that follows a vendor's news, and calls its orders. */
async function follower(news: string) {
  const { url } = await startVendor({ "/feed": { body: news } });
  const team = await pinnedTeam({
    vendor: `announcements: ["${url}/feed"]\ninclude: ["GET /orders", "GET /orders/{id}"]\ncode: ["src/**"]`,
  });
  const code = `export async function total(id: string): Promise<number> {
  const response = await fetch(\`${team.vendor.url}/orders/\${id}\`);
  const order = await response.json();
  return order.total;
}
`;
  await team.runtime.files.write(`${team.folder}/src/shop.ts`, code);
  /** What a check comes to now that reading an order is deprecated. */
  const deprecated = async (description?: string) => {
    const ends = { ...get, deprecated: true, ...(description !== undefined && { description }) };
    team.publish(
      shop({ paths: { "/orders/{id}": { get: ends }, "/v2/orders/{id}": { get }, "/v3/orders/{id}": { get } } }),
    );
    const report = await team.check();
    const [finding] = report.contracts.flatMap(({ findings }) => findings);
    return {
      report,
      announcement: finding?.announcement,
      level: finding?.level,
      fingerprint: finding?.fingerprint,
      now: finding?.suggestions.map(({ diff }) => diff?.match(/\/v\d\/orders/)?.[0]),
    };
  };
  return { ...team, deprecated, feed: `${url}/feed` };
}

const ends = "<p><code>GET /orders/{id}</code> is deprecated.</p>";
const moves = `${ends}<p>Use <code>GET /v2/orders/{id}</code> instead.</p>`;

test("what a vendor announced stands beside the finding, and changes nothing else of it", async () => {
  const { deprecated } = await follower(feed(ends));
  const { report, ...told } = await deprecated();
  const { deprecated: silent } = await follower(feed("<p>Nothing.</p>"));
  const before = await silent();
  expect({ report, ...told }).toEqual({
    ...before,
    report,
    announcement: { title: "Changes to @orders", date: "2026-01-01", url: "https://shop.example/news/1" },
  });
  expect(reportSchema.safeParse(report).error).toBeUndefined();
  const shown = [
    terminal(report, { columns: 120, colour: false }).match(/^.*told .*$/m)?.[0],
    markdown(report).match(/^.*2026-01-01.*$/m)?.[0],
    sarif(report).match(/Announced on [^.]*\./)?.[0],
  ];
  expect(shown).toEqual([
    "    told     2026-01-01: Changes to @orders https://shop.example/news/1",
    "- 2026-01-01: Changes to @\u200Borders `https://shop.example/news/1`",
    "Announced on 2026-01-01: Changes to @\u200Borders.",
  ]);
  const without = report.contracts.map((contract) => ({
    ...contract,
    findings: contract.findings.map(({ announcement: _, ...finding }) => finding),
  }));
  const renders = [...report.contracts, ...without].map((contract) => wantedOf(contract, telling).render);
  expect(new Set(renders).size).toBe(1); // an issue is not written again for it
});

const telling = { mentionOwners: false, runUrl: undefined };

test.each<[name: string, news: string, description: string | undefined, now: readonly (string | undefined)[]]>([
  ["named by an announcement alone is called instead", moves, undefined, ["/v2/orders"]],
  ["that the description names as well is called instead", moves, "Use GET /v2/orders/{id} instead.", ["/v2/orders"]],
  ["of which the description says otherwise is not called", moves, "Use GET /v3/orders/{id} instead.", []],
  ["that is not described is not called", moves.replace("v2", "v9"), "Use GET /v2/orders/{id} instead.", []],
])("a successor %s", async (_, news, description, now) => {
  const { deprecated } = await follower(feed(news));
  expect((await deprecated(description)).now).toEqual(now);
});

test("a feed that cannot be read is a note, and neither unknown nor drift", async () => {
  const { check, feed: url } = await follower("<!doctype html><title>News</title>");
  const report = await check();
  expect({ summary: report.summary, notes: report.contracts.map(({ notes }) => notes) }).toEqual({
    summary: { breaking: 0, warning: 0, info: 0, unknown: 0 },
    notes: [
      [
        {
          text: `${url}: this is a web page, not a feed`,
          todo: "look on it for its feed (Atom, RSS or JSON), and name that",
        },
      ],
    ],
  });
  expect(markdown(report)).toContain("- **Note**: http:");
  expect(terminal(report, { columns: 200, colour: false })).toContain(`  note     ${url}: this is a web page`);
});

test("what was announced before the contract became what it is does not speak", async () => {
  const { folder, deprecated } = await follower(feed(ends));
  gitIn(folder, "init", "--quiet");
  gitIn(folder, "add", "--all");
  gitIn(folder, "commit", "--quiet", "--message", "pin"); // now, which is after the tests' time
  expect((await deprecated()).announcement).toBeUndefined();
});
