import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Repositories behind HTTP, and how many bytes went out. */
export interface GitServer {
  readonly origin: string;
  readonly sent: () => number;
}

/** Serves a folder's bare repositories over git's smart HTTP, as hosts do: with filters, and any commit for the asking. */
export async function withGitServer<T>(folder: string, use: (server: GitServer) => Promise<T>): Promise<T> {
  let sent = 0;
  const server = createServer((request, response) => {
    backend(folder, request, response, (bytes) => {
      sent += bytes;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent: () => sent });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** CGI (RFC 3875), as far as `git http-backend` needs it. */
function backend(folder: string, request: IncomingMessage, response: ServerResponse, count: (bytes: number) => void) {
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  const config = ["-c", "uploadpack.allowFilter=true", "-c", "uploadpack.allowAnySHA1InWant=true"];
  const child = spawn("git", [...config, "http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    const headers = output
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(/: /) as [string, string]);
    const status = headers.find(([name]) => name === "Status")?.[1];
    const body = output.subarray(end + 4);
    count(body.length);
    response.writeHead(
      Number.parseInt(status ?? "200", 10),
      Object.fromEntries(headers.filter(([name]) => name !== "Status")),
    );
    response.end(body);
  });
}
