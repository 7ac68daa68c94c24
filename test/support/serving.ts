import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** Lends the origin of an HTTP server on loopback that answers so. */
export async function serving<T>(answer: RequestListener, use: (origin: string) => Promise<T>): Promise<T> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
