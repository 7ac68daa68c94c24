import { isAbsolute } from "node:path";
import type { SimpleGit } from "simple-git";
import { CouldNotCheckError } from "../errors.ts";
import { AddressRefusedError } from "../runtime/index.ts";
import type { FetchContext } from "./source.ts";

/** A repository that is fetched from. */
export interface Remote {
  /** As a person writes it: `github:owner/repo`. */
  readonly name: string;
  /** As git takes it: a URL, or an absolute path. */
  readonly address: string;
}

/**
 * Makes an empty repository in the folder whose `origin` is the remote. Where private addresses are not allowed, git is
 * held to the addresses that were checked, and to the host itself.
 *
 * @throws CouldNotCheckError where the address may not be reached.
 */
export async function connect(remote: Remote, folder: string, context: FetchContext): Promise<SimpleGit> {
  const git = await context.runtime.git.open(folder);
  await git.raw("init", "--quiet");
  await git.raw("remote", "add", "origin", remote.address);
  if (isAbsolute(remote.address)) return git;
  await git.raw("config", "http.lowSpeedLimit", "1");
  await git.raw("config", "http.lowSpeedTime", String(Math.ceil(context.timeoutMs / 1000)));
  if (!context.allowPrivate) await confine(git, remote, context);
  return git;
}

async function confine(git: SimpleGit, remote: Remote, context: FetchContext): Promise<void> {
  const { protocol, hostname, port } = new URL(remote.address);
  const where = { file: remote.name };
  if (protocol !== "https:") {
    const todo = "use https, or set allow-private for a host of your own";
    throw new CouldNotCheckError("DP2006", { what: "http is not safe to fetch a description by", where, todo });
  }
  const addresses = await context.runtime.network.addresses(hostname, context).catch((cause) => {
    throw unreachableRepository(remote, cause);
  });
  const bracketed = addresses.map((address) => (address.includes(":") ? `[${address}]` : address));
  await git.raw("config", "http.curloptResolve", `${hostname}:${port || "443"}:${bracketed.join(",")}`);
  await git.raw("config", "http.followRedirects", "false");
}

/** Why a repository could not be read, in words. */
export function unreachableRepository(remote: Remote, cause: unknown): CouldNotCheckError {
  const where = { file: remote.name };
  if (cause instanceof AddressRefusedError) {
    const todo = "if the host is your own, set allow-private";
    return new CouldNotCheckError("DP2006", { what: cause.message, where, todo, cause });
  }
  const said = String(cause instanceof Error ? cause.message : cause);
  const reason = /^(?:fatal|error): (.+)$/m.exec(said)?.[1] ?? said.trim();
  return new CouldNotCheckError("DP2005", {
    what: `the repository could not be read (${reason})`,
    where,
    todo: /terminal prompts disabled|not found|does not exist/i.test(said)
      ? "check the name; a private one needs credentials that git knows"
      : "check the address and the network",
    cause,
  });
}
