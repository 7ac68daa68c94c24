import { join } from "node:path";
import type { Runtime } from "../../runtime/index.ts";

/** Writes a team's small project into the folder: a configuration, an adapter that calls the vendor, and a test of the API. */
export async function writeProject(folder: string, vendorUrl: string, { files }: Runtime): Promise<void> {
  await files.write(join(folder, "driftpin.yaml"), configuration(vendorUrl));
  await files.write(join(folder, "src", "shop.ts"), adapter);
  await files.write(join(folder, "test", "place-order.mjs"), test(vendorUrl));
}

// Loopback is private and has no TLS, so the demo allows what a real vendor never needs. One retry, so that nobody waits.
const configuration = (vendorUrl: string) => `version: 1
vendors:
  shop:
    source: ${vendorUrl}/openapi.json
    server: ${vendorUrl}
    allow-private: true
    retries: 1
    rate: 50/s
    probes:
      - operation: GET /orders
      - operation: GET /orders/{id}
        parameters: { id: o1 }
      - operation: GET /shipments/{id}
        parameters: { id: s1 }
      - operation: GET /invoices
      - operation: GET /stock
    code: ["src/**"]
    owners: ["@acme/integrations"]
publish:
  pull-requests: true
`;

const adapter = `const shop = process.env.SHOP_URL;

export async function orders() {
  const response = await fetch(\`\${shop}/orders\`);
  return response.json();
}

export async function orderTotal(id: string): Promise<number> {
  const response = await fetch(\`\${shop}/orders/\${id}\`);
  const order = await response.json();
  return order.total;
}

export async function isUnderway(id: string): Promise<boolean> {
  const response = await fetch(\`\${shop}/shipments/\${id}\`);
  const shipment = await response.json();
  return shipment.state === "shipped";
}

export async function arrivalDay(id: string) {
  const response = await fetch(\`\${shop}/shipments/\${id}\`);
  const shipment = await response.json();
  return shipment.eta.slice(0, 10);
}
`;

// Orders are placed here, which no probe may do. Recorded, it shows driftpin how the vendor answers that.
const test = (vendorUrl: string) => `import assert from "node:assert/strict";

const shop = process.env.DRIFTPIN_SHOP_URL ?? "${vendorUrl}";

const response = await fetch(\`\${shop}/orders\`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ item: "pens", count: 3 }),
});
assert.equal(response.status, 201);
`;
