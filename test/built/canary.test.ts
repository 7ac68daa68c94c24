import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { builtDriftpin } from "../support/cli.ts";
import { filesOf, folderWith } from "../support/folder.ts";
import { long } from "../support/long.ts";
import { type Route, startVendor } from "../support/vendor.ts";

const token = "hunter2/horse+battery=staple";
const canaries = [
  token,
  "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2VjcmV0LXNpZ25hdHVyZQ",
  `sk_live_${another("4eC39HqLyjWDarjtT1zdp7dc")}`,
  `ghp_${another("16C7e42F292c6912E7710c838347Ae178B4a")}`,
  `AKIA${another("IOSFODNN7EXAMPLE")}`,
  "anna.schmidt@example.org",
  "4111 1111 1111 1111",
  "DE89370400440532013000",
  "+49 30 1234567",
  another("Xy7Kq0ZpL3mN8vB2wR5tC9dF"),
  "CUST-4711-ANNA", // which only the team knows to be secret
];

/** Has no form by which it is known: only free text has it. */
const person = "Jane Canaryson";

/** In long runs, a text like this one that nobody has seen before; in usual ones, this one. */
function another(text: string): string {
  if (long.seed === 0) return text;
  const octets = createHash("sha512").update(`${long.seed} ${text}`).digest();
  const like = (letters: string, i: number) => letters[(octets[i % octets.length] ?? 0) % letters.length] ?? "";
  const [small, digits] = ["abcdefghijklmnopqrstuvwxyz", "0123456789"];
  return [...text]
    .map((letter, i) => like(/\d/.test(letter) ? digits : /[a-z]/.test(letter) ? small : small.toUpperCase(), i))
    .join("");
}

const everything = canaries.join(" ");

/** All spellings in which a canary could be found again. */
const spellings = [...canaries, person].flatMap((canary) => [
  canary,
  encodeURIComponent(canary),
  encodeURIComponent(canary).replaceAll(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase()),
  new URLSearchParams([["", canary]]).toString().slice(1),
  JSON.stringify(canary).slice(1, -1).replaceAll("/", "\\/"),
  Buffer.from(canary).toString("base64"),
  Buffer.from(canary).toString("base64url"),
  Buffer.from(canary).toString("hex"),
]);

/** Everything that was sent, and everything that is secret, as text and in two encodings. */
function chatter({ headers, url = "" }: IncomingMessage): string {
  const echo = `${everything} ${headers.authorization} ${headers.cookie} ${decodeURIComponent(url)}`;
  return `${echo} ${encodeURIComponent(echo)} ${Buffer.from(everything).toString("base64")}`;
}

/** Says all of it in every header and in the body. */
function answer(status: number, type: string, body: (said: string) => string): Route {
  return (request: IncomingMessage, response: ServerResponse) => {
    const said = chatter(request);
    response.writeHead(status, {
      "content-type": type,
      "set-cookie": `session=${encodeURIComponent(said)}`,
      "x-debug": said,
      "x-request-id": canaries[9],
      "www-authenticate": `Bearer realm="${everything}", error_description="${said}"`,
      server: `nginx ${said}`,
      location: `/login/${encodeURIComponent(everything)}?token=${encodeURIComponent(said)}#${encodeURIComponent(said)}`,
      link: `</orders?cursor=${encodeURIComponent(said)}>; rel="next", </v2/${encodeURIComponent(said)}>; rel="successor-version"`,
      deprecation: said,
    });
    response.end(body(`${said} user ${person} is not allowed`));
  };
}

const asKeys = Object.fromEntries(canaries.map((canary) => [canary, { [canary]: [canary] }]));
const json = (said: string) =>
  JSON.stringify({ ...asKeys, id: said, total: said, message: said, error: said, list: canaries });
const page = (said: string) => `<!doctype html><title>${said}</title><pre>token=${token} key: ${said}</pre>`;

const places: Readonly<Record<string, Route>> = {
  "/json": answer(200, "application/json", json),
  "/broken": answer(200, "application/json", (said) => `{"${said}`),
  "/page": answer(200, "text/html", page),
  "/redirect": answer(302, "text/html", page),
  "/moved": answer(301, "text/plain", (said) => said),
  "/bad": answer(400, "application/problem+json", json),
  "/unauthorized": answer(401, "application/json", json),
  "/forbidden": answer(403, "text/html", page),
  "/gone": answer(404, "application/json", json),
  "/limited": answer(429, "application/json", json),
  "/down": answer(503, "text/html", page),
  "/cut": (request, response) => {
    response.writeHead(200, { "content-type": "application/json", "x-debug": chatter(request) });
    response.write(`{"${person} ${everything}`, () => response.destroy());
  },
};

const parameter = (name: string, where: string) => ({ name, in: where, schema: { type: "string" } });
const schema = { type: "object", required: ["id"], properties: { id: { type: "integer" }, total: {} } };
const description = JSON.stringify({
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  paths: Object.fromEntries(
    Object.keys(places).map((path) => [
      `${path}/{who}`,
      {
        get: {
          parameters: [
            { ...parameter("who", "path"), required: true },
            ...["email", "access_token", "q"].map((name) => parameter(name, "query")),
            parameter("sid", "cookie"),
            parameter("X-Note", "header"),
          ],
          responses: { "200": { description: "An order.", content: { "application/json": { schema } } } },
        },
      },
    ]),
  ),
});

const values = {
  who: "CUST-4711-ANNA",
  email: canaries[5],
  access_token: canaries[9],
  q: canaries[6],
  sid: canaries[2],
};

/** A project whose probes send secrets in every place, and a vendor that is quiet until it is told otherwise. */
async function project() {
  const vendor = await startVendor();
  const answer = (routes: Readonly<Record<string, Route>>) => {
    for (const [path, route] of Object.entries(routes)) vendor.route(`${path}/${values.who}`, route);
  };
  answer(Object.fromEntries(Object.keys(places).map((path) => [path, { body: { id: 1, total: 1 } }])));
  const cwd = await folderWith({
    "shop.json": description,
    "driftpin.yaml": JSON.stringify({
      version: 1,
      ledger: "ledger.jsonl",
      vendors: {
        shop: {
          source: "shop.json",
          server: vendor.url,
          "allow-private": true,
          retries: 0,
          rate: "1000/s",
          auth: { bearer: "${SHOP_TOKEN}" },
          redact: { names: ["X-Note"], patterns: ["CUST-[0-9]+-[A-Z]+"] },
          probes: Object.keys(places).map((path) => ({
            operation: `GET ${path}/{who}`,
            parameters: values,
            headers: { "X-Note": canaries[3] },
          })),
        },
      },
    }),
  });
  return { cwd, vendor, talk: () => answer(places), env: { SHOP_TOKEN: token, DEBUG: "*" } };
}

test("no secret reaches a file, a log, a report or the ledger, in whatever spelling it was repeated", {
  timeout: 120_000, // eight commands
}, async () => {
  const { cwd, vendor, talk, env } = await project();
  const said = new Map<string, string>();
  const run = async (...command: string[]) => {
    const { stdout, stderr } = await builtDriftpin(command, { cwd, env });
    said.set(command.join(" "), stdout + stderr);
  };
  await run("pin");
  talk();
  await run("check", "--output", "out/report.json", "--output", "out/report.md");
  await run("sample");
  await run("sample", "--format", "json");
  await run("triage");
  await run("triage", "--format", "json");
  await run("record", "shop", "--allow-unknown");
  await run("pin", "shop"); // now with a baseline of all that
  const { "driftpin.yaml": own, ...written } = await filesOf(cwd);
  const leaks = [...said, ...Object.entries(written)].flatMap(([place, text]) =>
    spellings.filter((spelling) => text.includes(spelling)).map((spelling) => `${place}: ${spelling}`),
  );
  expect({
    leaks,
    written: Object.keys(written).filter((path) => !path.startsWith("specs/")),
    sent: vendor.received.length >= 8 * Object.keys(places).length,
    findings: said
      .get("check --output out/report.json --output out/report.md")
      ?.includes("response-property-type-mismatch"),
    own: own?.includes(values.who),
  }).toEqual({
    leaks: [],
    written: [".driftpin/recordings/shop.har", "ledger.jsonl", "out/report.json", "out/report.md", "shop.json"],
    sent: true,
    findings: true,
    own: true,
  });
});
