import type { FetchContext } from "./source.ts";

/** Settings as pacote takes them. */
export type NpmOptions = Readonly<Record<string, unknown>>;

/**
 * The settings of the user's npm (environment, project, user and global `npmrc`): registry, scopes, credentials,
 * proxies, certificates, cache.
 */
export async function npmOptions({ runtime, folder, timeoutMs }: FetchContext): Promise<NpmOptions> {
  const { default: Config } = await import("@npmcli/config");
  const { default: npm } = await import("@npmcli/config/lib/definitions/index.js");
  const config = new Config({
    ...npm,
    npmPath: folder, // where npm itself would lie, with settings built in: there are none
    env: { ...runtime.env }, // npm writes its settings into it, for scripts
    argv: [],
    cwd: folder,
    warn: false,
  });
  await config.load();
  return {
    ...config.flat,
    timeout: timeoutMs,
    signal: runtime.signal,
    preferOnline: true, // `latest` may have moved since npm's cache last looked
    retry: { retries: 1, minTimeout: 1000 }, // npm's own would wait for over a minute without a network
  };
}
