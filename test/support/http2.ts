import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type SecureServerOptions,
} from "node:http2";
import type { Socket } from "node:net";
import { onTestFinished } from "vitest";
import { listen } from "./vendor.ts";

/** A real HTTP/2 server on loopback. */
export interface TestHttp2 {
  /** `https://127.0.0.1:4010` */
  readonly url: string;
  readonly port: number;
  readonly server: Http2SecureServer;
}

/** Starts a server that is stopped when the test is finished; it says hello where nothing else is given. */
export async function startHttp2(
  options: SecureServerOptions,
  answer: (request: Http2ServerRequest, response: Http2ServerResponse) => void = (_, response) => response.end("hello"),
): Promise<TestHttp2> {
  const sockets = new Set<Socket>();
  const server = createSecureServer(options, answer).on("connection", (socket: Socket) => sockets.add(socket));
  const port = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `https://127.0.0.1:${port}`, port, server };
}
