import { spawn } from "node:child_process";
import type { IncomingHttpHeaders } from "node:http";

/** One request of git's smart HTTP. */
export interface GitRequest {
  readonly method: string;
  /** `/acme/shop.git/info/refs?service=git-upload-pack` */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What git answers. */
export interface GitAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What git calls the one who pushes; nobody may push where it is undefined. */
export type Pusher = string | undefined;

/**
 * Lets `git http-backend` answer for a folder of bare repositories, as hosts do: with filters, and any commit for the
 * asking. CGI (RFC 3875), as far as it is needed.
 */
export async function gitBackend(folder: string, asked: GitRequest, pusher?: Pusher): Promise<GitAnswer> {
  const { pathname, search } = new URL(asked.url, "http://localhost");
  const child = spawn("git", [...settings, "-c", `http.receivepack=${pusher !== undefined}`, "http-backend"], {
    stdio: ["pipe", "pipe", "ignore"],
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_NOSYSTEM: "1",
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: asked.method,
      CONTENT_TYPE: asked.headers["content-type"],
      CONTENT_LENGTH: String(asked.body.length),
      HTTP_CONTENT_ENCODING: asked.headers["content-encoding"],
      GIT_PROTOCOL: String(asked.headers["git-protocol"] ?? ""),
      ...(pusher === undefined ? {} : { REMOTE_USER: pusher }),
    },
  });
  child.stdin.on("error", () => undefined); // it refuses some requests without reading them
  child.stdin.end(asked.body);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return answerOf(Buffer.concat(chunks));
}

const settings = [
  "uploadpack.allowFilter=true",
  "uploadpack.allowAnySHA1InWant=true",
  "receive.unpackLimit=1000000", // every object that is pushed becomes a file of its own
  "gc.auto=0",
].flatMap((setting) => ["-c", setting]);

function answerOf(output: Buffer): GitAnswer {
  const end = output.indexOf("\r\n\r\n");
  const lines = output.subarray(0, end).toString().split("\r\n");
  const { Status: status = "200", ...headers } = Object.fromEntries(lines.map((line) => line.split(/: (.*)/, 2)));
  return { status: Number.parseInt(status, 10), headers, body: output.subarray(end + 4) };
}
