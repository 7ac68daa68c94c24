import fc from "fast-check";
import { expect, test } from "vitest";
import { type Redactor, redactor } from "../../src/live/redact/index.ts";
import { teamOf } from "../../src/live/redact/team.ts";
import { runs } from "../support/long.ts";

test.each([
  ["a header's name in text", "token=abcdef rest", "token=[redacted] rest"],
  ["a credential that was sent", "you sent my-pass", "you sent [redacted]"],
  ["a card by its issuer and its check digit", "card 4111-1111-1111-1111", "card [redacted]"],
  ["a card in a URL", "4111+1111+1111+1111 4111%201111%201111%201111", "[redacted] [redacted]"],
  ["an IBAN, together and in groups", "DE89370400440532013000 DE89 3704 0044 0532 0130 00", "[redacted] [redacted]"],
  ["a number to call", "+49 30 1234567, (030) 123-4567 or 555-123-4567", "[redacted], [redacted] or [redacted]"],
  ["an address of mail, escaped too", "anna@example.org anna%40example.org", "[redacted] [redacted]"],
  ["the key of a URL", "postgres://anna:hunter2@db.example/shop", "postgres://[redacted]@db.example/shop"],
  ["a key in PEM", "a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b", "a [redacted] b"],
  ["half a key in PEM", "a -----BEGIN PRIVATE KEY-----\\nMIIE", "a [redacted]"],
  ["a random word in base64", "is wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ok", "is [redacted] ok"],
  ["an id that is a UUID", "no 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "no 00000000-0000-0000-0000-000000000000"],
])("text: %s", (_, raw, expected) => {
  expect(redactor(["my-pass"]).text(raw)).toBe(expected);
});

test.each([
  "The order 12345 was not found in region eu-central-1.",
  "at 2026-01-02T03:04:05.678Z, which is 1767323045678 or 1767323045",
  "driftpin/1.2.3-beta.20260102 (linux; x64) undici/7.16.0",
  "order 4111-1111-1111-1112 is no card, and 1.234.567,89 no number to call",
  "GET /repos/octokit/octokit.js/issues/comments/reactions?per_page=100 answered 404",
  "response_property_enum_value_undocumented",
  "XX00 is no IBAN, nor is DE00370400440532013000",
  "--- 0123456789 ---",
])("text that stays: %s", (text) => {
  expect(redactor(["my-pass"]).text(text)).toBe(text);
});

test.each([
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
  "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
  "whsec_abcdefghijklmnopqrstuvwx",
  "AKIAIOSFODNN7EXAMPLE",
  "AIzaSyA-abcdefghijklmnopqrstuvwxyz01234",
  "xoxb-123456789012-abcdefghijkl",
  "glpat-abcdefghijklmnopqrst",
  "SG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyz",
  "npm_abcdefghijklmnopqrstuvwxyzabcdefghij",
  "sk-ant-api03-abcdefghijklmnopqrstuvwx",
  "hvs.abcdefghijklmnopqrstuvwx",
  "shpat_0123456789abcdef0123456789abcdef",
  "ya29.abcdefghijklmnopqrstuvwx",
])("a credential goes by its form, in text and as a key: %s", (credential) => {
  const redact = redactor([]);
  expect([redact.text(`is ${credential}.`).includes(credential.slice(-8)), redact.body({ [credential]: 1 })]).toEqual([
    false,
    { "*": 0 },
  ]);
});

test("a secret that was sent goes in whatever spelling it comes back", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 8, unit: "grapheme-ascii" }),
      fc.string(),
      fc.string(),
      (secret, before, after) => {
        fc.pre(/[A-Za-z]{3}/.test(secret) && !/^[\w[\]-]*$/.test(secret)); // which a placeholder could hold
        const text = before + secret + after;
        const told = [
          text,
          encodeURIComponent(text),
          JSON.stringify(text),
          Buffer.from(text).toString("hex"),
          ...["base64", "base64url"].map((code) => Buffer.from(text).toString(code as "base64")),
        ].map((spelling) => redactor([secret]).text(spelling));
        const back = [
          ...told,
          told[1]?.replaceAll(/%[\dA-F]{2}/g, decodeURIComponentIfItCan) ?? "",
          ...[3, 4, 5].map((i) => Buffer.from(told[i] ?? "", i === 3 ? "hex" : "base64").toString()),
        ];
        expect(back.filter((one) => one.includes(secret))).toEqual([]);
      },
    ),
    runs(100),
  );
});

function decodeURIComponentIfItCan(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // one octet of several
  }
}

test("text is redacted in linear time", () => {
  const hostile = [
    "a",
    "1",
    "+",
    "A1",
    "a@",
    "a.",
    "-----BEGIN ",
    "token=",
    "://",
    "GB82 WEST ",
    "+1 ",
    "eyJ",
    "%20",
    "a%",
    "a%20",
  ];
  const redact = redactor(["my-pass"]);
  const steps = hostile.map((piece) => redact.text(piece.repeat(20_000)).length);
  expect(steps).toHaveLength(hostile.length);
});

test("an answer's body keeps its types, but no value and no key that is data", () => {
  const body = {
    id: "o1",
    total: 12.5,
    paid: true,
    note: null,
    lines: [{ sku: "a" }, { sku: "b" }, 3],
    by: { "2026-01-02": 1 },
  };
  expect(redactor([]).body(body)).toEqual({
    id: "string",
    total: 0,
    paid: false,
    note: null,
    lines: [{ sku: "string" }, 0],
    by: { "*": 0 },
  });
});

test("an address keeps where it leads, and no secret on the way", () => {
  const url =
    "https://user:pass@api.example/orders/anna@example.org?state=open&api_key=abc&cursor=Xy7Kq0ZpL3mN8vB2wR5tC9dF#part";
  expect(redactor([]).url(url)).toBe(
    "https://api.example/orders/[redacted]?state=open&api_key=[redacted]&cursor=[redacted]#[redacted]",
  );
});

describeTeam(
  "a name, whatever its spelling",
  { names: ["customer-no"] },
  (redact) => [
    redact.text("Customer_No: 4711-a, order: 4711-a"),
    redact.url("https://api.example/orders?customerNo=1&order=1"),
    redact.headers({ "customer-no": "1", date: "today" }),
  ],
  [
    "Customer_No: [redacted], order: 4711-a",
    "https://api.example/orders?customerNo=[redacted]&order=1",
    { "customer-no": "[redacted]", date: "today" },
  ],
);

describeTeam(
  "a pattern, in texts, addresses and keys",
  { patterns: ["\\bACME-[0-9]+"] },
  (redact) => [
    redact.text("no ACME-12 here"),
    redact.url("https://api.example/customers/ACME-12?q=ACME-1"),
    redact.body({ "ACME-12": 1 }),
  ],
  ["no [redacted] here", "https://api.example/customers/[redacted]?q=[redacted]", { "*": 0 }],
);

function describeTeam(
  name: string,
  list: { names?: string[]; patterns?: string[] },
  told: (redact: Redactor) => unknown,
  expected: unknown,
) {
  test(`the team's own list: ${name}`, async () => {
    const team = await teamOf({ name: "shop", redact: { names: [], patterns: [], ...list } });
    expect(told(redactor([], team))).toEqual(expected);
  });
}
