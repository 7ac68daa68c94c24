import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";
import { bytesOf } from "./request.ts";
import { listen } from "./vendor.ts";

/** What GitHub's runner offers to actions for artifacts and caches (Twirp, and blobs as in Azure), on loopback. */
export interface ResultsService {
  /** What the runner sets for a step. */
  readonly env: Readonly<Record<string, string>>;
  /** What was uploaded whole, by `artifact NAME` or `cache KEY`. */
  readonly kept: Map<string, Buffer>;
}

/** Starts one; `broken` refuses all that is asked of it. */
export async function startResultsService({ broken = false } = {}): Promise<ResultsService> {
  const kept = new Map<string, Buffer>();
  const blobs = new Map<string, Buffer[]>();
  let versions = "";

  const twirp: Readonly<Record<string, (asked: Record<string, string>) => object>> = {
    CreateArtifact: ({ name = "" }) => ({ ok: true, signed_upload_url: url(`artifact ${name}`) }),
    FinalizeArtifact: ({ name = "" }) => ({ ok: finish(`artifact ${name}`), artifact_id: "1" }),
    CreateCacheEntry: ({ key = "", version = "" }) => {
      versions += `${version} `;
      return { ok: true, signed_upload_url: url(`cache ${key}`) };
    },
    FinalizeCacheEntryUpload: ({ key = "" }) => ({ ok: finish(`cache ${key}`), entry_id: "1" }),
    GetCacheEntryDownloadURL({ restore_keys: [prefix = ""] = [], version = "" }) {
      const name = [...kept.keys()].findLast((each) => each.startsWith(`cache ${prefix}`));
      if (name === undefined || !versions.includes(version)) return { ok: false };
      return { ok: true, signed_download_url: url(name), matched_key: name.slice("cache ".length) };
    },
  };
  const url = (name: string) => `${origin}/blobs/${encodeURIComponent(name)}?sig=secret`;
  const finish = (name: string) => {
    kept.set(name, Buffer.concat(blobs.get(name) ?? []));
    return blobs.has(name);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const body = await bytesOf(request);
    const method = pathname.split("/").at(-1) ?? "";
    if (broken) return response.writeHead(400, { "content-type": "application/json" }).end('{"msg":"no"}');
    if (pathname.startsWith("/twirp/")) {
      const reply = twirp[method]?.(JSON.parse(body.toString("utf8"))) ?? {};
      return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
    }
    const name = decodeURIComponent(method);
    if (request.method === "PUT") {
      const isPart = searchParams.get("comp") !== "blocklist";
      if (isPart) blobs.set(name, [...(blobs.get(name) ?? []), body]);
      return response.writeHead(201, { etag: '"1"', "last-modified": new Date(0).toUTCString() }).end();
    }
    return send(request, response, kept.get(name) ?? Buffer.alloc(0));
  };
  const server = createServer((request, response) => void answer(request, response));
  const origin = `http://127.0.0.1:${await listen(server)}`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { kept, env: { ...runner, ACTIONS_RESULTS_URL: `${origin}/`, ACTIONS_CACHE_URL: `${origin}/` } };
}

/** A whole blob, or the range that is asked for. */
function send({ method, headers }: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const [, from = "0", to = String(bytes.length - 1)] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  const part = bytes.subarray(Number(from), Number(to) + 1);
  response.writeHead(headers.range ? 206 : 200, {
    "content-length": String(part.length),
    "content-range": `bytes ${from}-${to}/${bytes.length}`,
  });
  response.end(method === "HEAD" ? undefined : part);
}

const claims = { scp: "Actions.Results:ce7f54c7-61c7-4aae-887f-30da475f5f1a:ca395085-040a-526b-2ce8-bdc85f692774" };
const runner = {
  ACTIONS_RUNTIME_TOKEN: `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.e30`,
  ACTIONS_CACHE_SERVICE_V2: "true",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_RUN_ID: "7",
};
