import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { hear } from "../../src/announce/index.ts";
import { operationName } from "../../src/contract/operations.ts";
import { testRuntime } from "../support/runtime.ts";
import { serving } from "../support/serving.ts";
import { shop } from "./shop.ts";

/** What comes of a feed that a server gives, with `ORIGIN` for its address. */
function heard(answer: RequestListener, { allowPrivate = true, pinned = "2025-01-01", path = "/feed" } = {}) {
  return serving(answer, async (origin) => {
    const runtime = testRuntime(); // on 2026-01-02
    const context = { runtime, folder: "/", allowPrivate, timeoutMs: 2_000 };
    const vendor = { announcements: [`${origin}${path}`], fallbackServers: [] };
    const hearing = await hear(vendor, shop, context, async () => Date.parse(pinned));
    return {
      heard: hearing.heard.map(({ announcement, endings }) => ({
        ...announcement,
        ends: endings.flatMap(({ operations }) => operations.map(operationName)),
      })),
      notes: hearing.notes.map(({ text, todo }) => `${text}: ${todo}`.replaceAll(origin, "ORIGIN")),
    };
  });
}

const gives = (type: string, body: string | Buffer, headers: Record<string, string> = {}): RequestListener => {
  return (_, response) => response.writeHead(200, { "content-type": type, ...headers }).end(body);
};

const item = (title: string, date: string, text = "") =>
  `<item><title>${title}</title><pubDate>${date}</pubDate><link>https://shop.example/${date.length}</link><description>${text}</description></item>`;

const rss = (...items: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Shop</title><link>https://shop.example</link>${items.join("")}</channel></rss>`;

const gone = "GET /orders is deprecated";

test.each<[name: string, type: string, body: string, heard: readonly object[]]>([
  [
    "a changelog as GitHub's, whose text is beside a summary",
    "application/rss+xml; charset=UTF-8",
    `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Archive: shop changelog</title><item>
  <title>Upcoming changes to the orders API &#8211; action needed</title>
  <link>https://shop.example/changelog/2025-12-01-orders</link>
  <dc:creator><![CDATA[Anna]]></dc:creator>
  <pubDate>Mon, 01 Dec 2025 17:00:12 +0000</pubDate>
  <guid isPermaLink="false">https://shop.example/?p=1</guid>
  <description><![CDATA[<p>Some endpoints go away.</p>]]></description>
  <content:encoded><![CDATA[<p>The following REST API endpoints are deprecated:</p>
<ul class="wp-block-list"><li><code>GET /orders</code></li><li><code>DELETE /carts/{cart_id}/items</code></li></ul>]]></content:encoded>
</item></channel></rss>`,
    [
      {
        title: "Upcoming changes to the orders API – action needed",
        date: "2025-12-01",
        url: "https://shop.example/changelog/2025-12-01-orders",
        ends: ["GET /orders", "DELETE /carts/{cart}/items"],
      },
    ],
  ],
  [
    "releases as GitHub's",
    "application/atom+xml; charset=utf-8",
    `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en-US">
  <id>tag:github.com,2008:https://github.com/shop/openapi/releases</id>
  <link type="text/html" rel="alternate" href="https://github.com/shop/openapi/releases"/>
  <title>Release notes from openapi</title>
  <entry>
    <id>tag:github.com,2008:Repository/1/v2.0.0</id>
    <updated>2025-12-02T23:30:00-05:00</updated>
    <link rel="alternate" type="text/html" href="https://github.com/shop/openapi/releases/tag/v2.0.0"/>
    <title>v2.0.0</title>
    <content type="html">&lt;h3&gt;Removed&lt;/h3&gt;&lt;ul&gt;&lt;li&gt;&lt;code&gt;GET /orders/{id}&lt;/code&gt; (&lt;a href=&quot;x&quot;&gt;#12&lt;/a&gt;)&lt;/li&gt;&lt;li&gt;&lt;code&gt;POST /orders&lt;/code&gt;&lt;/li&gt;&lt;/ul&gt;</content>
    <author><name>anna</name></author>
  </entry>
</feed>`,
    [
      {
        title: "v2.0.0",
        date: "2025-12-03",
        url: "https://github.com/shop/openapi/releases/tag/v2.0.0",
        ends: ["GET /orders/{id}", "POST /orders"],
      },
    ],
  ],
  [
    "a JSON feed, with a link to a page of its own",
    "application/feed+json",
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "Shop",
      items: [
        {
          id: "1",
          url: "https://shop.example/1",
          title: "Sunset of GET https://api.shop.example/v1/orders",
          content_text: "It was nice.",
          date_published: "2025-12-01T10:00:00Z",
        },
      ],
    }),
    [
      {
        title: "Sunset of GET https://api.shop.example/v1/orders",
        date: "2025-12-01",
        url: "https://shop.example/1",
        ends: ["GET /orders"],
      },
    ],
  ],
  [
    "an old feed in another encoding",
    "text/xml",
    rss(item(`Ende: ${gone}`, "Mon, 01 Dec 2025 10:00:00 GMT")).replace("UTF-8", "ISO-8859-1"),
    [{ title: `Ende: ${gone}`, date: "2025-12-01", url: "https://shop.example/29", ends: ["GET /orders"] }],
  ],
])("%s", async (_, type, body, expected) => {
  expect(await heard(gives(type, gzipSync(body), { "content-encoding": "gzip" }))).toEqual({
    heard: expected,
    notes: [],
  });
});

test("only entries speak that are younger than a year and than the pin, and not of days to come", async () => {
  const dates = ["2024-12-01", "2025-03-01", "2025-09-01", "2026-01-03", "2027-01-01", "soon"];
  const feed = rss(...dates.map((date) => item(`${gone} (${date})`, date)), `<item><title>${gone}</title></item>`);
  const { heard: spoken } = await heard(gives("application/rss+xml", feed), { pinned: "2025-06-01" });
  expect(spoken.map(({ date }) => date)).toEqual(["2026-01-03", "2025-09-01"]);
});

test("a title is one short line, and a link is https", async () => {
  const unsafe = ["javascript:alert(1)", "http://shop.example/1", "https://anna:pw@shop.example", "//shop.example/2"];
  const items = unsafe.map(
    (link) =>
      `<item><title>${gone}&#10;&#27;[2J${"x".repeat(300)}</title><pubDate>2026-01-01</pubDate><link>${link}</link></item>`,
  );
  const { heard: spoken } = await heard(gives("application/rss+xml", rss(...items)));
  expect(spoken.map(({ title, url }) => [title.length, /[\p{Cc}]/u.test(title), url])).toEqual([
    [150, false, undefined],
    [150, false, undefined],
    [150, false, undefined],
    [150, false, undefined],
  ]);
});

test.each<[name: string, answer: RequestListener, note: string]>([
  [
    "a page",
    gives("text/html", "<!doctype html><title>News</title><p>GET /orders is deprecated"),
    "ORIGIN/feed: this is a web page, not a feed: look on it for its feed (Atom, RSS or JSON), and name that",
  ],
  [
    "a page that names its feed",
    gives("text/html", '<html><link rel="alternate" type="application/rss+xml" href="/news.xml">'),
    "ORIGIN/feed: this is a web page, not a feed: name its feed instead: ORIGIN/news.xml",
  ],
  [
    "what is no feed",
    gives("application/json", "{}"),
    "ORIGIN/feed: this is no feed that can be read: name the URL of an Atom, RSS or JSON feed, or of a repository's releases on github.com",
  ],
  [
    "a feed that stops",
    gives("application/rss+xml", rss(item(gone, "2026-01-01")).slice(0, 200)),
    "ORIGIN/feed: this is no feed that can be read: name the URL of an Atom, RSS or JSON feed, or of a repository's releases on github.com",
  ],
  [
    "nothing",
    (_, response) => response.writeHead(404).end(),
    "ORIGIN/feed: HOST did not give the feed (404): look for the feed's new URL, or take it out of announcements",
  ],
  [
    "a feed that is too large when unpacked",
    gives("application/rss+xml", gzipSync(Buffer.alloc(6 * 1024 * 1024, " ")), { "content-encoding": "gzip" }),
    "ORIGIN/feed: larger than 5 MiB: feeds are smaller: is this the right file?",
  ],
])("%s is a note", async (_, answer, note) => {
  const { heard: spoken, notes } = await heard(answer);
  expect({ spoken, notes: notes.map((text) => text.replace(/127\.0\.0\.1:\d+/, "HOST")) }).toEqual({
    spoken: [],
    notes: [note],
  });
});

test("a server of one's own is asked only where that is allowed", async () => {
  const { heard: spoken, notes } = await heard(gives("application/rss+xml", rss(item(gone, "2026-01-01"))), {
    allowPrivate: false,
  });
  expect({ spoken, notes }).toEqual({
    spoken: [],
    notes: ["ORIGIN/feed: http is not safe to fetch a feed by: use https, or set allow-private for a host of your own"],
  });
});

test("entities that a feed defines are not resolved", async () => {
  const lines = Array.from({ length: 30 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};&l${i};">`);
  const bomb = `<!DOCTYPE rss [<!ENTITY l0 "GET /orders is deprecated. "><!ENTITY f SYSTEM "file:///etc/passwd">${lines.join("")}]>`;
  const feed = rss(item(`${gone} &l30; &f;`, "2026-01-01")).replace("?>", `?>${bomb}`);
  const { heard: spoken, notes } = await heard(gives("application/rss+xml", feed));
  expect({ said: spoken.map(({ title }) => title), notes }).toEqual({
    said: [],
    notes: [
      "ORIGIN/feed: this is no feed that can be read: name the URL of an Atom, RSS or JSON feed, or of a repository's releases on github.com",
    ],
  });
});
