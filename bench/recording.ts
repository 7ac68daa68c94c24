import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Files for `driftpin sample --contract --recording`. */
export interface Recording {
  readonly contract: string;
  readonly har: string;
}

/** Lends an HTTP Archive of a size (in megabytes) whose answers fit a contract, in a folder that is removed afterwards. */
export async function withRecording(megabytes: number, use: (files: Recording) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-bench-"));
  const files = { contract: join(folder, "contract.json"), har: join(folder, "recording.har") };
  try {
    await writeFile(files.contract, JSON.stringify(contract));
    await writeHar(files.har, megabytes * 2 ** 20);
    await use(files);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const order = {
  type: "object",
  required: ["id", "state", "total", "created", "buyer", "lines"],
  properties: {
    id: { type: "string" },
    state: { enum: ["open", "paid"] },
    total: { type: "number", minimum: 0 },
    created: { type: "string", format: "date-time" },
    buyer: { anyOf: [{ type: "null" }, { type: "object", properties: { name: { type: "string", maxLength: 80 } } }] },
    lines: {
      type: "array",
      items: { type: "object", properties: { sku: { type: "string" }, count: { type: "integer" } } },
    },
  },
};

const answer = { description: "", content: { "application/json": { schema: { type: "array", items: order } } } };

const contract = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  servers: [{ url: "https://shop.example" }],
  paths: { "/orders": { get: { responses: { "200": answer } } } },
};

async function writeHar(path: string, bytes: number): Promise<void> {
  const file = await open(path, "w");
  const text = entry();
  await file.write('{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"entries":[');
  for (let written = 0; written < bytes; written += text.length) await file.write(written === 0 ? text : `,${text}`);
  await file.write("]}}");
  await file.close();
}

function entry(): string {
  const text = JSON.stringify(Array.from({ length: 100 }, (_, i) => orderOf(i)));
  const headers = [{ name: "content-type", value: "application/json" }];
  return JSON.stringify({
    startedDateTime: "2026-01-02T03:04:05Z",
    time: 12,
    request: { method: "GET", url: "https://shop.example/orders?page=1", headers: [] },
    response: { status: 200, headers, content: { size: text.length, mimeType: "application/json", text } },
  });
}

function orderOf(i: number) {
  return {
    id: `o${i}`,
    state: i % 2 === 0 ? "open" : "paid",
    total: i * 1.25,
    created: "2026-01-02T03:04:05Z",
    buyer: i % 3 === 0 ? null : { name: "A. Buyer" },
    lines: [
      { sku: "apple", count: i },
      { sku: "pear", count: 1 },
    ],
  };
}
