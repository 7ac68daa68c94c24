import { createHash } from "node:crypto";
import type { RequestListener } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { fetchDescription, fetchUnless } from "../../src/source/index.ts";
import type { FetchContext } from "../../src/source/source.ts";
import { testRuntime } from "../support/runtime.ts";
import { serving } from "../support/serving.ts";

const fetch = (reference: string | string[], more: Partial<FetchContext> = {}) =>
  fetchDescription(reference, { runtime: testRuntime(), folder: "/", allowPrivate: true, timeoutMs: 2_000, ...more });

/** The message of what a server's answer comes to, with `URL` for the address. */
async function failure(answer: RequestListener, more: Partial<FetchContext> = {}): Promise<string> {
  return await serving(answer, async (origin) => {
    const error = await fetch(`${origin}/openapi.json`, more).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "CouldNotCheckError" });
    return (error as Error).message.replaceAll(`${origin}/openapi.json`, "URL").replaceAll(origin.slice(7), "HOST");
  });
}

test("a description comes with its ETag as version", () =>
  serving(
    (_, response) => {
      response.setHeader("etag", '"abc"');
      response.end('{"openapi":"3.1.0"}');
    },
    async (origin) => {
      const { sibling, ...fetched } = await fetch(`${origin}/openapi.json`);
      expect(fetched).toEqual({
        reference: `${origin}/openapi.json`,
        file: `${origin}/openapi.json`,
        text: '{"openapi":"3.1.0"}',
        version: '"abc"',
        sha256: createHash("sha256").update('{"openapi":"3.1.0"}').digest("hex"),
      });
    },
  ));

test("without an ETag, the version is the checksum", () =>
  serving(
    (_, response) => response.end("openapi: 3.1.0"),
    async (origin) => {
      const { version, sha256 } = await fetch(`${origin}/openapi.yaml`);
      expect(version).toBe(sha256);
    },
  ));

/** What comes of asking for anything but a version, and whether each request was conditional. */
async function unless(version: string, answer: RequestListener, path = "/openapi.yaml") {
  const conditions: (string | undefined)[] = [];
  const listener: RequestListener = (request, response) => {
    conditions.push(request.headers["if-none-match"]);
    answer(request, response);
  };
  return await serving(listener, async (origin) => {
    const context = { runtime: testRuntime(), folder: "/", allowPrivate: true, timeoutMs: 2_000 };
    const reference = `${origin}${path}`;
    const fetched = await fetchUnless({ reference, version }, [reference], context);
    return { version: fetched?.version, text: fetched?.text, conditions };
  });
}

const says304 = (etag?: string): RequestListener => {
  return ({ headers }, response) => {
    if (etag !== undefined) response.setHeader("etag", etag);
    if (headers["if-none-match"] === undefined) response.end("openapi: 3.1.0");
    else response.writeHead(304).end();
  };
};
const whole = "openapi: 3.1.0";

test.each<[string, string, RequestListener, object]>([
  ["that is current is not fetched", '"abc"', says304('"abc"'), { conditions: ['"abc"'] }],
  ["that a weak tag says is current is not fetched", 'W/"abc"', says304('"abc"'), { conditions: ['W/"abc"'] }],
  ["is current where the server does not repeat it", '"abc"', says304(), { conditions: ['"abc"'] }],
  [
    "that is no longer current is fetched",
    '"abc"',
    (_, response) => response.setHeader("etag", '"xyz"').end(whole),
    { version: '"xyz"', text: whole, conditions: ['"abc"'] },
  ],
  [
    "is not taken for current by an answer that names another",
    '"abc"',
    says304('"xyz"'),
    { version: '"xyz"', text: whole, conditions: ['"abc"', undefined] },
  ],
  [
    "that is no entity tag is never asked for",
    "ab12",
    says304('"xyz"'),
    { version: '"xyz"', text: whole, conditions: [undefined] },
  ],
  [
    "that could be more than a tag is never asked for",
    '"abc", *',
    says304('"xyz"'),
    { version: '"xyz"', text: whole, conditions: [undefined] },
  ],
])("a version %s", async (_, version, answer, expected) => {
  expect(await unless(version, answer)).toEqual({ version: undefined, text: undefined, ...expected });
});

test("a version is only asked for at its own URL, and the tag of another is no version", async () => {
  const moved: RequestListener = (request, response) => {
    if (request.url === "/openapi.yaml") response.writeHead(302, { location: "/v2.yaml" }).end();
    else says304('"abc"')(request, response);
  };
  expect(await unless('"abc"', moved)).toEqual({
    version: createHash("sha256").update(whole).digest("hex"),
    text: whole,
    conditions: ['"abc"', undefined],
  });
});

test("a version is not asked for at another source than its own", () =>
  serving(says304('"abc"'), async (origin) => {
    const context = { runtime: testRuntime(), folder: "/", allowPrivate: true, timeoutMs: 2_000 };
    const known = { reference: `${origin}/a`, version: '"abc"' };
    expect((await fetchUnless(known, [`${origin}/b`, `${origin}/a`], context))?.reference).toBe(`${origin}/b`);
  }));

test("redirects are followed, and the file is where they end", () =>
  serving(
    (request, response) => {
      if (request.url === "/openapi.json") response.writeHead(302, { location: "/v2/openapi.json" }).end();
      else response.end("{}");
    },
    async (origin) => {
      expect((await fetch(`${origin}/openapi.json`)).file).toBe(`${origin}/v2/openapi.json`);
    },
  ));

test.each([
  ["gzip", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
] as const)("a body in %s is decompressed", (coding, compress) =>
  serving(
    (_, response) => response.setHeader("content-encoding", coding).end(compress("openapi: 3.1.0")),
    async (origin) => {
      expect((await fetch(`${origin}/openapi.yaml`)).text).toBe("openapi: 3.1.0");
    },
  ),
);

test("a byte order mark is no part of the text", () =>
  serving(
    (_, response) => response.end("\uFEFFopenapi: 3.1.0"),
    async (origin) => {
      expect((await fetch(`${origin}/openapi.yaml`)).text).toBe("openapi: 3.1.0");
    },
  ));

const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024));

test.each<[string, RequestListener, string]>([
  [
    "404",
    (_, response) => response.writeHead(404).end(),
    "URL DP2003 there is nothing at this URL (404): the description has moved: look for its new URL",
  ],
  [
    "403",
    (_, response) => response.writeHead(403).end(),
    "URL DP2011 HOST did not give the description (403): the URL must be readable by anyone",
  ],
  ["503", (_, response) => response.writeHead(503).end(), "URL DP2005 HOST cannot answer now (503): try again later"],
  [
    "304 that nobody asked for",
    (_, response) => response.writeHead(304).end(),
    "URL DP2003 HOST did not give the description (304): check the URL",
  ],
  [
    "a web page",
    (_, response) =>
      response
        .setHeader("content-type", "text/html; charset=utf-8")
        .end("<html><title>Shop\u001b[31m API\n docs</title>"),
    'URL DP2008 this is a web page (text/html; charset=utf-8, titled "Shop [31m API docs"), not a description: look on it for a link to the OpenAPI file itself',
  ],
  [
    "a web page that says it is JSON",
    (_, response) => response.setHeader("content-type", "application/json").end("<!DOCTYPE html><p>Hi"),
    "URL DP2008 this is a web page (application/json), not a description: look on it for a link to the OpenAPI file itself",
  ],
  [
    "what is not text",
    (_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00])),
    "URL DP2008 this is not text: descriptions are JSON or YAML in UTF-8",
  ],
  [
    "a bomb",
    (_, response) => response.setHeader("content-encoding", "gzip").end(bomb),
    "URL DP2007 larger than 64 MiB: descriptions are smaller: is this the right file?",
  ],
  [
    "broken compression",
    (_, response) => response.setHeader("content-encoding", "gzip").end("not gzip"),
    "URL DP2005 the answer of HOST could not be decompressed (Z_DATA_ERROR): try again, or tell the vendor",
  ],
  [
    "an unknown coding",
    (_, response) => response.setHeader("content-encoding", "rot13").end("x"),
    "URL DP2005 the answer of HOST could not be decompressed (RangeError): try again, or tell the vendor",
  ],
  [
    "half an answer",
    (_, response) => {
      response.writeHead(200, { "content-length": "100" }).write("openapi");
      response.destroy();
    },
    "URL DP2005 the answer of HOST did not arrive whole (UND_ERR_SOCKET): try again",
  ],
  [
    "a redirect in circles",
    (_, response) => response.writeHead(302, { location: "/openapi.json" }).end(),
    "URL DP2009 more than 5 redirects: name the URL that they end at, if they do",
  ],
  [
    "a redirect to nowhere",
    (_, response) => response.writeHead(302, { location: "http://[" }).end(),
    "URL DP2009 a redirect leads nowhere: tell the vendor, or name another source",
  ],
  [
    "a redirect to a private address",
    (_, response) => response.writeHead(302, { location: "https://169.254.169.254/latest" }).end(),
    "https://169.254.169.254/latest DP2006 169.254.169.254 is at 169.254.169.254, which is not a public address: if the host is your own, set allow-private; if a redirect led there, do not trust it",
  ],
  [
    "a redirect to another private host without https",
    (_, response) => response.writeHead(302, { location: "http://10.0.0.1/x" }).end(),
    "http://10.0.0.1/x DP2006 http is not safe to fetch a description by: use https, or set allow-private for a host of your own",
  ],
])("%s is told", async (_, answer, message) => {
  expect(await failure(answer)).toBe(message);
});

test("a server that does not answer in time is told", async () => {
  expect(await failure(() => undefined, { timeoutMs: 50 })).toBe(
    "URL DP2005 HOST did not answer in time: try again, or raise timeout (now 50 ms)",
  );
});

test("a server that never ends is told", async () => {
  const trickle: RequestListener = (_, response) => {
    const timer = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(timer));
  };
  expect(await failure(trickle, { timeoutMs: 50 })).toBe(
    "URL DP2005 HOST did not answer in time: try again, or raise timeout (now 50 ms)",
  );
});

test.each([
  [
    "http",
    "http://api.example/openapi.json",
    "http://api.example/openapi.json DP2006 http is not safe to fetch a description by",
  ],
  ["a private address", "https://localhost:1/openapi.json", "https://localhost:1/openapi.json DP2006 localhost is at"],
])("%s is refused unless the configuration allows private addresses", async (_, reference, message) => {
  await expect(fetch(reference, { allowPrivate: false })).rejects.toThrow(message);
});

test("a port where nobody listens is told", async () => {
  const origin = await serving(
    () => undefined,
    async (address) => address,
  );
  await expect(fetch(`${origin}/`)).rejects.toThrow(
    `DP2005 ${origin.slice(7)} refused the connection: check host and port`,
  );
});

test.each([
  ["https://user:hunter2@api.example/openapi.json", "user information"],
  ["https://api.example/openapi.json?version=2&access_token=hunter2hunter2", "access_token"],
  ["https://api.example/openapi.json?X-Amz-Signature=hunter2hunter2", "X-Amz-Signature"],
])("credentials in %s are refused, and not repeated", async (reference, name) => {
  await expect(fetch(reference)).rejects.toThrow(
    `DP2001 the source at api.example holds credentials (${name}): take them out: secrets are not written into the configuration, and the source is told in reports`,
  );
});

test("a query that chooses is no credential", () =>
  serving(
    (_, response) => response.end("{}"),
    async (origin) => {
      const reference = `${origin}/openapi.json?key=orders`;
      expect((await fetch(reference)).file).toBe(reference);
    },
  ));

test("what a redirect adds for the moment, such as a signature, is neither told nor kept", () =>
  serving(
    (request, response) => {
      const [path = ""] = request.url?.split("?") ?? [];
      if (path === "/openapi.json") response.writeHead(302, { location: "/signed.json?sig=hunter2" }).end();
      else if (path === "/gone.json") response.writeHead(302, { location: "/nothing.json?sig=hunter2" }).end();
      else response.writeHead(path === "/signed.json" ? 200 : 404).end("{}");
    },
    async (origin) => {
      const { sibling, text, sha256, version, ...had } = await fetch(`${origin}/openapi.json`);
      const message = await fetch(`${origin}/gone.json`).then(String, (error: Error) => error.message);
      expect({ had, message }).toEqual({
        had: { reference: `${origin}/openapi.json`, file: `${origin}/signed.json` },
        message: `${origin}/nothing.json DP2003 there is nothing at this URL (404): the description has moved: look for its new URL`,
      });
    },
  ));

test("what a user stops is not told as a failure of the vendor", async () => {
  const controller = new AbortController();
  await serving(
    () => controller.abort(new Error("stopped")),
    async (origin) => {
      const runtime = testRuntime({ signal: controller.signal });
      await expect(fetch([`${origin}/a`, `${origin}/b`], { runtime })).rejects.toThrow("stopped");
    },
  );
});

test("a file that the description refers to comes from the same origin, and from no other", () =>
  serving(
    (request, response) => {
      if (request.url === "/api/away.yaml") response.writeHead(302, { location: "https://other.example/x.yaml" }).end();
      else response.end(request.url);
    },
    async (origin) => {
      const { sibling } = await fetch(`${origin}/api/openapi.yaml`);
      expect(await sibling("../parts/order.yaml")).toEqual({
        file: `${origin}/parts/order.yaml`,
        text: "/parts/order.yaml",
      });
      for (const reference of [
        "https://other.example/x.yaml",
        "//other.example/x.yaml",
        "file:///etc/passwd",
        "away.yaml",
      ]) {
        await expect(sibling(reference)).rejects.toMatchObject({ code: "DP2010" });
      }
    },
  ));

test("of several sources, the first that answers is taken", () =>
  serving(
    (request, response) => response.writeHead(request.url === "/down" ? 500 : 200).end("{}"),
    async (origin) => {
      expect((await fetch([`${origin}/down`, `${origin}/up`, `${origin}/never`])).reference).toBe(`${origin}/up`);
    },
  ));

test("when no source answers, each says why", () =>
  serving(
    (request, response) => response.writeHead(request.url === "/gone" ? 404 : 503).end(),
    async (origin) => {
      await expect(fetch([`${origin}/gone`, `${origin}/down`])).rejects.toThrow(
        [
          "DP2002 none of 2 sources could be read: each says why",
          `${origin}/gone DP2003 there is nothing at this URL (404): the description has moved: look for its new URL`,
          `${origin}/down DP2005 ${origin.slice(7)} cannot answer now (503): try again later`,
        ].join("\n"),
      );
    },
  ));

test("a kind that does not exist is told with those that do", async () => {
  await expect(fetch("ftp://files.example/openapi.json")).rejects.toThrow(
    'DP2001 no kind of source is written like "ftp://files.example/openapi.json": expected https://…, npm:name@range#path',
  );
});
