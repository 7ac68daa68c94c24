import { createServer } from "node:net";
import { expect, test } from "vitest";
import type { NetworkPolicy, Trace } from "../../src/runtime/index.ts";
import { nodeNetwork } from "../../src/runtime/network.ts";
import { certificate } from "../support/certificate.ts";
import { startHttp2 } from "../support/http2.ts";
import { startProxy } from "../support/proxy.ts";
import { listen, startVendor } from "../support/vendor.ts";

const fine = { "/": { body: "hello" } };
const ms = expect.any(Number);

/** What differs from a plain request. */
interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly ca?: string;
  readonly policy?: Partial<NetworkPolicy>;
}

/** Sends requests one after the other, and tells how each was carried. */
async function carry(urls: readonly string[], { env = {}, ca, policy }: Circumstances = {}) {
  const pool = await nodeNetwork(env, ca).open({ allowPrivate: true, timeoutMs: 5000, ...policy });
  const carried = [];
  for (const url of urls) {
    const trace: Trace = { kind: "trace" };
    const { origin, pathname } = new URL(url);
    const said = await pool
      .request({ origin, path: pathname, method: "GET", opaque: trace })
      .then(({ body }) => body.text())
      .catch((error) => error.code);
    carried.push({ said, phase: trace.phase, ...trace.connection });
  }
  await pool.destroy();
  return carried;
}

test("only the first request over a connection has waited for it", async () => {
  const { port } = await startVendor(fine);
  const plain = { said: "hello", phase: "body", httpVersion: "1.1", remote: "IPv4" };
  const url = `http://localhost:${port}/`;
  expect(await carry([url, url], { policy: { connections: 1 } })).toEqual([
    { ...plain, phases: { dns: ms, connect: ms, headers: ms, body: ms } },
    { ...plain, phases: { headers: ms, body: ms } },
  ]);
});

const secure = {
  version: "TLSv1.3",
  cipher: expect.any(String),
  authorized: true,
  validFrom: expect.stringMatching(/^\d{4}-.*Z$/),
  validTo: expect.stringMatching(/^\d{4}-.*Z$/),
  issuer: "CN=shop",
  subjectAltName: "DNS:shop.test, IP Address:127.0.0.1",
  chainLength: 1,
};

test("a secure connection shows its certificate", async () => {
  const { key, cert } = await certificate();
  const { url } = await startVendor(fine, { key, cert });
  expect(await carry([`${url}/`], { ca: cert, policy: { http2: true } })).toEqual([
    {
      said: "hello",
      phase: "body",
      httpVersion: "1.1",
      remote: "IPv4",
      tls: secure,
      phases: { connect: ms, tls: ms, headers: ms, body: ms },
    },
  ]);
});

test.each([
  [true, "2"],
  [false, "1.1"],
])("HTTP/2 is spoken where it is offered and wanted: %s", async (http2, httpVersion) => {
  const { key, cert } = await certificate();
  const { url } = await startHttp2({ key, cert, allowHTTP1: true });
  expect(await carry([`${url}/`, `${url}/`], { ca: cert, policy: { http2 } })).toMatchObject([
    { said: "hello", httpVersion },
    { said: "hello", httpVersion, phases: { headers: ms, body: ms } },
  ]);
});

test("a certificate that is refused is shown all the same", async () => {
  const { key, cert } = await certificate({ days: [-2, -1] });
  const { url } = await startVendor(fine, { key, cert });
  expect(await carry([`${url}/`], { ca: cert })).toEqual([
    { said: "CERT_HAS_EXPIRED", phase: "tls", tls: { ...secure, authorized: false }, phases: { connect: ms } },
  ]);
});

test("a request that gets no connection names the phase that it was in", async () => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  expect(await carry([`http://${"a".repeat(64)}.test/`, `http://127.0.0.1:${port}/`])).toEqual([
    { said: expect.stringMatching(/^(ENOTFOUND|EAI_\w+)$/), phase: "dns", phases: {} },
    { said: "ECONNREFUSED", phase: "connect", phases: {} },
  ]);
});

test("a proxy of the environment is gone through, with a tunnel where it is secure", async () => {
  const { key, cert } = await certificate();
  const [plain, tls, proxy] = [await startVendor(fine), await startHttp2({ key, cert }), await startProxy()];
  const urls = [`http://shop.test:${plain.port}/`, `https://shop.test:${tls.port}/`];
  const { remote: _, ...proxied } = { said: "hello", phase: "body", proxy: true, remote: "" };
  expect(await carry(urls, { env: { HTTP_PROXY: proxy.url }, ca: cert, policy: { http2: true } })).toEqual([
    { ...proxied, httpVersion: "1.1", phases: { proxy: ms, headers: ms, body: ms } },
    { ...proxied, httpVersion: "2", tls: secure, phases: { proxy: ms, tls: ms, headers: ms, body: ms } },
  ]);
  expect(proxy.asked).toEqual([`GET ${urls[0]}`, `CONNECT shop.test:${tls.port}`]);
});

test.each([
  ["wants credentials", 407],
  ["forbids it", 403],
])("a proxy that %s is named as such", async (_, status) => {
  const proxy = await startProxy(status);
  expect(await carry(["https://shop.test/"], { env: { HTTPS_PROXY: proxy.url } })).toEqual([
    { said: `PROXY_${status}`, phase: "proxy", proxy: true, phases: {} },
  ]);
});

test("a proxy that wants credentials says so of a request that is forwarded too", async () => {
  const proxy = await startProxy(407);
  expect(await carry(["http://shop.test/"], { env: { HTTP_PROXY: proxy.url } })).toMatchObject([{ said: "PROXY_407" }]);
});

test.each([
  ["http://shop.test/", "HTTP_PROXY"],
  ["https://shop.test/", "HTTPS_PROXY"],
])("a proxy that cannot be reached fails in the phase of the proxy: %s", async (url, variable) => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  expect(await carry([url], { env: { [variable]: `127.0.0.1:${port}` } })).toEqual([
    { said: "ECONNREFUSED", phase: "proxy", proxy: true, phases: {} },
  ]);
});

test.each([
  ["NO_PROXY names the host", { NO_PROXY: "other.test, localhost" }, "localhost"],
  ["NO_PROXY in lower case names it", { no_proxy: "*" }, "localhost"],
  ["it is this machine", {}, "127.0.0.1"],
])("no proxy is asked where %s", async (_, env, host) => {
  const [vendor, proxy] = [await startVendor(fine), await startProxy(403)];
  const all = { HTTP_PROXY: proxy.url, ...env };
  expect(await carry([`http://${host}:${vendor.port}/`], { env: all })).toMatchObject([{ said: "hello" }]);
  expect(proxy.asked).toEqual([]);
});

test.each(["10.0.0.1", "[fd00::1]", "localhost", "shop.localhost"])(
  "%s is refused before a proxy is asked for it",
  async (host) => {
    const proxy = await startProxy();
    const circumstances = { env: { http_proxy: proxy.url }, policy: { allowPrivate: false } };
    expect(await carry([`http://${host}/`], circumstances)).toMatchObject([{ said: "ADDRESS_REFUSED" }]);
    expect(proxy.asked).toEqual([]);
  },
);

test.each(["socks5://127.0.0.1:1080", "http://", "user:secret@proxy:port"])(
  "a variable that names no HTTP proxy is a mistake of ours, and is not repeated: %s",
  async (value) => {
    await expect(carry(["https://shop.test/"], { env: { HTTPS_PROXY: value } })).rejects.toThrow(
      "DP1302 the environment variable HTTPS_PROXY is not the address of an HTTP proxy: write it as http://host:port",
    );
  },
);
