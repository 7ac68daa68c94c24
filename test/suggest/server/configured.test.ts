import { expect, test } from "vitest";
import { applied } from "../../../src/suggest/edits.ts";
import { reconfigured } from "../../../src/suggest/server/configured.ts";

const [before, after] = ["https://api.shop.example/v1", "https://api.shop.example/v2"];

const moved = (text: string) =>
  applied(text, reconfigured({ vendor: "shop", file: "driftpin.yaml", text }, before, after));

/** A configuration with a vendor's settings, beside another vendor that has the old address as well. */
const configuration = (shop: string) => `# Who we call
version: 1
vendors:
  bank: { source: bank.yaml, server: ${before} }
  shop:
    source: shop.yaml   # ${before} is theirs
${shop}`;

test.each([
  ["plain", `    server: ${before} # staging is ${before}\n`, `    server: ${after} # staging is ${before}\n`],
  ["in quotes", `    server: "${before}"\n`, `    server: "${after}"\n`],
  ["in single quotes, with a slash", `    'server':   '${before}/'\n`, `    'server':   '${after}/'\n`],
  [
    "in a list",
    `    server:\n    - ${before}   # first\n    - https://eu.shop.example/v1\n`,
    `    server:\n    - ${after}   # first\n    - https://eu.shop.example/v1\n`,
  ],
  [
    "with the line ends of Windows",
    `    server: ${before}\r\n    rate: 1/s\r\n`,
    `    server: ${after}\r\n    rate: 1/s\r\n`,
  ],
])("a server that is written %s moves, and nothing else does", (_, shop, expected) => {
  expect(moved(configuration(shop))).toBe(configuration(expected));
});

test("a server moves in JSON, behind a byte order mark", () => {
  const json = (server: string) =>
    `\uFEFF{ "version": 1, "vendors": { "shop": { "source": "shop.yaml", "server": "${server}" } } }`;
  expect(moved(json(before))).toBe(json(after));
});

test.each([
  ["another address", "    server: https://sandbox.shop.example/v1\n"],
  ["an address below", `    server: ${before}/eu\n`],
  ["no address", "    rate: 1/s\n"],
  ["an alias", `    status-page: &home ${before}\n    server: *home\n`],
  ["what reads otherwise than it is written", `    server: "${before.replaceAll("/", "\\/")}"\n`],
])("%s stays", (_, shop) => {
  expect(moved(configuration(shop))).toBe(configuration(shop));
});
