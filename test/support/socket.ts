import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { listen } from "./vendor.ts";

/** Starts a TCP server that is no web server, and is stopped when the test is finished; `127.0.0.1:4010`. */
export async function startRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onSocket(socket);
  });
  const port = await listen(server);
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${port}`;
}
