import { createServer, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { listen } from "./vendor.ts";

/** A real HTTP proxy on loopback. Whatever name it is asked for is found on loopback. */
export interface TestProxy {
  /** `http://127.0.0.1:3128` */
  readonly url: string;
  /** What it was asked for: `CONNECT shop.test:443` or `GET http://shop.test/`. */
  readonly asked: readonly string[];
}

/** Starts a proxy that is stopped when the test is finished; with a status, it lets nothing through. */
export async function startProxy(refusal?: number): Promise<TestProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const { url = "" } = request;
    asked.push(`${request.method} ${url}`);
    if (refusal !== undefined) return void response.writeHead(refusal).end("no");
    const { port, pathname } = new URL(url);
    const upstream = connect(Number(port), "127.0.0.1", () => {
      upstream.write(`GET ${pathname} HTTP/1.1\r\nhost: ${request.headers.host}\r\nconnection: close\r\n\r\n`);
    });
    upstream.pipe(request.socket);
  });
  server.on("connect", ({ url = "" }: IncomingMessage, socket: Socket) => {
    asked.push(`CONNECT ${url}`);
    sockets.add(socket.on("error", () => undefined));
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const upstream = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream.on("error", () => socket.destroy()));
  });
  const port = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, asked };
}
