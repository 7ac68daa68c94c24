import { join } from "node:path";
import type { Runtime } from "../../runtime/index.ts";

/** Writes a team's small project into the folder: a configuration, and an adapter that calls the vendor. */
export async function writeProject(folder: string, vendorUrl: string, { files }: Runtime): Promise<void> {
  await files.write(join(folder, "driftpin.yaml"), configuration(vendorUrl));
  await files.write(join(folder, "src", "shop.ts"), adapter);
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
`;
