import { expect, test } from "vitest";
import type { Probe, Vendor } from "../../src/config/schema.ts";
import { sample } from "../../src/live/index.ts";
import { testRuntime } from "../support/runtime.ts";
import { describe, startVendor, vendorConfig } from "../support/vendor.ts";

const responses = { 204: {} };
const paths = {
  "/orders/{id}": {
    post: { responses },
    put: { responses },
    patch: { responses },
    delete: { responses },
    trace: { responses },
  },
};

test.each<[name: string, probe: Partial<Probe>, vendor: Partial<Vendor>, missing: string]>([
  ["neither is marked", {}, {}, 'the probe is not marked "unsafe: true", and the vendor is not marked "sandbox: true"'],
  ["only the server is marked", {}, { sandbox: true }, 'the probe is not marked "unsafe: true"'],
  ["only the probe is marked", { unsafe: true }, {}, 'the vendor is not marked "sandbox: true"'],
])("what could change something is refused where %s", async (_, probe, config, missing) => {
  const vendor = await startVendor({});
  const probes = ["POST", "PUT", "PATCH", "DELETE"].map((method) => ({
    operation: `${method} /orders/{id}`,
    ...probe,
  }));
  const { refusals } = await sample(
    vendorConfig(vendor.url, probes, config),
    { pinned: describe(paths) },
    testRuntime(),
  );
  const expected = ["POST", "PUT", "PATCH", "DELETE"].map(
    (method) => `consumer: ${method} could change something at the vendor, so it is not sent: ${missing}`,
  );
  expect([refusals.map(({ cause, text }) => `${cause}: ${text}`), vendor.received]).toEqual([expected, []]);
});

test("a server that only the contract names is no sandbox", async () => {
  const vendor = await startVendor({});
  const pinned = describe(paths, { servers: [{ url: vendor.url }] });
  const probe = { operation: "DELETE /orders/{id}", parameters: { id: "o1" }, unsafe: true };
  const { refusals } = await sample(vendorConfig(undefined, [probe], { sandbox: true }), { pinned }, testRuntime());
  expect([refusals.map(({ text }) => text), vendor.received]).toEqual([
    ['DELETE could change something at the vendor, so it is not sent: the vendor has no "server" of its own'],
    [],
  ]);
});

test("TRACE is never sent, for its answer repeats the credentials", async () => {
  const vendor = await startVendor({});
  const config = vendorConfig(vendor.url, [{ operation: "TRACE /orders/{id}", unsafe: true }], { sandbox: true });
  const { refusals } = await sample(config, { pinned: describe(paths) }, testRuntime());
  expect([refusals.map(({ text }) => text), vendor.received]).toEqual([
    ["TRACE makes a server repeat the credentials, so it is never sent"],
    [],
  ]);
});

test("a sandbox is sent what could change something, and never twice", async () => {
  const vendor = await startVendor({ "/orders/o1": { status: 503 } });
  const probes = ["POST", "DELETE"].map((method) => ({
    operation: `${method} /orders/{id}`,
    parameters: { id: "o1" },
    unsafe: true,
  }));
  const pinned = describe({
    "/orders/{id}": { ...paths["/orders/{id}"], parameters: [{ name: "id", in: "path", required: true }] },
  });
  await sample(vendorConfig(vendor.url, probes, { sandbox: true, retries: 3 }), { pinned }, testRuntime());
  expect(vendor.received.map(({ method }) => method).sort()).toEqual(["DELETE", "POST"]);
});
