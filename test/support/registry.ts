import { createHash } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { create } from "tar";
import { nodeRuntime } from "../../src/runtime/node.ts";

/** Files by version: path to text. */
export type Releases = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * An npm registry on loopback that holds one package; `latest` is the last release. Lends its address, and an
 * environment in which npm uses it and a cache of its own.
 */
export async function withRegistry<T>(
  name: string,
  releases: Releases,
  use: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  return await nodeRuntime().files.temporary(async (folder) => {
    const tarballs = new Map<string, Buffer>();
    for (const [version, files] of Object.entries(releases)) {
      tarballs.set(version, await pack(join(folder, version), { name, version }, files));
    }
    const server = createServer((request, response) => answer(request.url ?? "", response));
    const answer = (url: string, response: Parameters<RequestListener>[1]) => {
      const tarball = tarballs.get(/\/-\/(.+)\.tgz$/.exec(url)?.[1] ?? "");
      if (tarball !== undefined) return response.end(tarball);
      if (decodeURIComponent(url) !== `/${name}`) return response.writeHead(404).end("{}");
      return response.end(JSON.stringify(packument(name, tarballs, address)));
    };
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return await use({ HOME: folder, npm_config_registry: address, npm_config_cache: join(folder, "cache") });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

async function pack(folder: string, manifest: object, files: Releases[string]): Promise<Buffer> {
  const { files: disk } = nodeRuntime();
  const all = { "package.json": JSON.stringify(manifest), ...files };
  for (const [path, text] of Object.entries(all)) await disk.write(join(folder, "package", path), text);
  await create({ cwd: folder, gzip: true, file: join(dirname(folder), "packed.tgz") }, ["package"]);
  return await disk.read(join(dirname(folder), "packed.tgz"));
}

function packument(name: string, tarballs: ReadonlyMap<string, Buffer>, address: string) {
  const versions = [...tarballs].map(([version, bytes]) => {
    const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
    return [version, { name, version, dist: { tarball: `${address}/${name}/-/${version}.tgz`, integrity } }];
  });
  return { name, "dist-tags": { latest: [...tarballs.keys()].at(-1) }, versions: Object.fromEntries(versions) };
}
