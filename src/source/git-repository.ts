import { isAbsolute } from "node:path";
import type { SimpleGit } from "simple-git";
import { CouldNotCheckError } from "../errors.ts";
import { AddressRefusedError } from "../runtime/index.ts";
import type { Remote } from "./git-reference.ts";
import type { FetchContext } from "./source.ts";

/** An empty repository on disk whose `origin` is a remote. What fails in it is a CouldNotCheckError about the remote. */
export interface Repository {
  readonly remote: Remote;
  /** Runs a git command, and gives its output. */
  run(...args: string[]): Promise<string>;
  /** The bytes of an object, fetched if need be. */
  bytes(object: string): Promise<Buffer>;
}

/**
 * Makes a repository for the remote in an empty folder. Redirects are not followed, and where private addresses are not
 * allowed, git is held to https and to the addresses that were checked.
 *
 * @throws CouldNotCheckError where the address may not be reached.
 */
export async function connect(remote: Remote, folder: string, context: FetchContext): Promise<Repository> {
  const git = await context.runtime.git.open(folder);
  const repository = repositoryOf(git, remote, context);
  await repository.run("init", "--quiet");
  await repository.run("remote", "add", "origin", remote.address);
  if (isAbsolute(remote.address)) return repository;
  await repository.run("config", "http.followRedirects", "false");
  await repository.run("config", "http.lowSpeedLimit", "1");
  await repository.run("config", "http.lowSpeedTime", String(Math.ceil(context.timeoutMs / 1000)));
  if (!context.allowPrivate) await confine(repository, context);
  return repository;
}

function repositoryOf(git: SimpleGit, remote: Remote, { runtime }: FetchContext): Repository {
  const told = async <T>(result: Promise<T>): Promise<T> => {
    try {
      return await result;
    } catch (cause) {
      runtime.signal.throwIfAborted();
      throw unreadable(remote, cause);
    }
  };
  return {
    remote,
    run: (...args) => told(git.raw(...args)),
    bytes: (object) => told(git.showBuffer(object)),
  };
}

async function confine({ remote, run }: Repository, context: FetchContext): Promise<void> {
  const { protocol, hostname, port } = new URL(remote.address);
  if (protocol !== "https:") {
    const todo = "use https, or set allow-private for a host of your own";
    const where = { file: remote.name };
    throw new CouldNotCheckError("DP2006", { what: "http is not safe to fetch a description by", where, todo });
  }
  const addresses = await context.runtime.network.addresses(hostname, context).catch((cause) => {
    throw unreadable(remote, cause);
  });
  const bracketed = addresses.map((address) => (address.includes(":") ? `[${address}]` : address));
  await run("config", "http.curloptResolve", `${hostname}:${port || "443"}:${bracketed.join(",")}`);
}

function unreadable(remote: Remote, cause: unknown): CouldNotCheckError {
  const where = { file: remote.name };
  if (cause instanceof AddressRefusedError) {
    const todo = "if the host is your own, set allow-private";
    return new CouldNotCheckError("DP2006", { what: cause.message, where, todo, cause });
  }
  const said = cause instanceof Error ? cause.message : String(cause);
  const reason = /^(?:fatal|error): (.+)$/m.exec(said)?.[1] ?? said.trim();
  const todo = advice.find(([symptom]) => symptom.test(said))?.[1] ?? "check the address and the network";
  const code = refusal.test(said) ? "DP2011" : "DP2005";
  return new CouldNotCheckError(code, { what: `the repository could not be read (${reason})`, where, todo, cause });
}

/** What git says where a server wants credentials, or other ones; GitHub answers so for a name that it does not have, too. */
const refusal = /prompts disabled|authentication failed|permission denied|returned error: 40[13]/i;

const advice: readonly (readonly [RegExp, string])[] = [
  [/spawn git ENOENT/, "install git"],
  [/returned error: 30\d/, "it has moved: name its new address"],
  [/prompts disabled|not found|does not exist/i, "check the name; a private one needs credentials that git knows"],
];
