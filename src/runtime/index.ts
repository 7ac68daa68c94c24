import type { SimpleGit } from "simple-git";
import type { Dispatcher } from "undici";

/**
 * Everything that reaches outside the process. Made once, at the edge (`src/cli`, `src/action`, the library's entry),
 * and handed down, so that every stage runs in a test without mocks.
 */
export interface Runtime {
  /** Absolute path that relative paths on the command line start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: Files;
  readonly network: Network;
  readonly git: Git;
  readonly run: Run;
  readonly shell: Shell;
  readonly clock: Clock;
  /** Uniform in [0, 1). Only for jitter: nothing in a report depends on it. */
  readonly random: () => number;
  readonly progress: Progress;
  /** Aborted when the user presses ^C. */
  readonly signal: AbortSignal;
}

/** The file system. Paths are absolute. */
export interface Files {
  /** @throws the system's error (`ENOENT`, `EISDIR`, …), unchanged. */
  read(path: string): Promise<Buffer>;
  /** The bytes of a file, piece by piece, so that none of it is kept. Throws the system's error where it is read. */
  stream(path: string): AsyncIterable<Buffer>;
  /** Writes whole or not at all (a temporary file, then a rename); makes missing folders. */
  write(path: string, text: string): Promise<void>;
  /** Adds a line's worth of text at the end; makes the file and missing folders. */
  append(path: string, text: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** In bytes. @throws the system's error, unchanged. */
  size(path: string): Promise<number>;
  /** Where a path leads when every symbolic link is followed. @throws the system's error, unchanged. */
  realPath(path: string): Promise<string>;
  /** Absolute paths of the files that match the globs, sorted. `node_modules` is never entered. */
  list(globs: readonly string[], folder: string): Promise<string[]>;
  /** Names of what is in a folder, sorted. @throws the system's error, unchanged. */
  names(folder: string): Promise<string[]>;
  /** Makes a symbolic link to what is at a path, with missing folders. @throws the system's error, unchanged. */
  link(path: string, to: string): Promise<void>;
  /** Lends an empty folder, and removes it afterwards, also when `use` throws. */
  temporary<T>(use: (folder: string) => Promise<T>): Promise<T>;
}

/** What a connection may reach, and for how long. */
export interface NetworkPolicy {
  /** Whether loopback, private, link-local and metadata addresses may be reached. A proxy's own address may be any. */
  readonly allowPrivate: boolean;
  /** For each of the timeouts that is not given. */
  readonly timeoutMs: number;
  readonly timeouts?: Timeouts | undefined;
  /** At most this many sockets to one origin; unlimited where absent. */
  readonly connections?: number;
  /** Whether HTTP/2 is spoken where the server offers it. */
  readonly http2?: boolean;
}

/** Limits of single waits, in milliseconds. */
export interface Timeouts {
  /** For a connection, with its handshake. */
  readonly connectMs?: number | undefined;
  readonly headersMs?: number | undefined;
  /** For more of a body. */
  readonly bodyMs?: number | undefined;
}

/** The phases of a request, in order. Through a proxy, `proxy` stands for `dns` and `connect`. */
export type Phase = "dns" | "connect" | "proxy" | "tls" | "headers" | "body";

/** How a request was carried. Holds no address and no name of a proxy. */
export interface Connection {
  /** Absent where no connection came about. */
  readonly httpVersion?: "1.1" | "2";
  /** Family of the address that answered; absent behind a proxy, which looks names up itself. */
  readonly remote?: "IPv4" | "IPv6";
  /** Also of a certificate that was refused. */
  readonly tls?: Tls;
  readonly proxy?: true;
  /** Milliseconds of each phase that was finished. A connection that was open already has no `dns`, `connect`, `proxy` and `tls`. */
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
}

/** The secure half of a connection. */
export interface Tls {
  /** `TLSv1.3` */
  readonly version: string;
  readonly cipher?: string;
  /** Whether the certificate is trusted, and is for this host. */
  readonly authorized: boolean;
  /** ISO 8601. */
  readonly validFrom: string;
  /** ISO 8601. */
  readonly validTo: string;
  /** `O=Example, CN=Example CA` */
  readonly issuer: string;
  /** `DNS:api.example.com, DNS:*.example.com` */
  readonly subjectAltName?: string;
  /** How many certificates the server sent, or this machine added, up to the root. */
  readonly chainLength: number;
}

/** Given to a request as `opaque`, the pool writes down there how the request is carried. */
export interface Trace {
  readonly kind: "trace";
  /** The phase that the request is in, or in which it failed. */
  phase?: Phase;
  connection?: Connection;
}

/** HTTP. */
export interface Network {
  /**
   * A pool that keeps to the policy: addresses are checked when a name has been resolved, at connect time, so no
   * redirect and no DNS answer gets round it. Refusals reject with an `AddressRefusedError`. The caller closes it.
   *
   * It goes by the proxies of the environment. A proxy resolves names itself, out of our sight, so that only addresses
   * and names of this machine can be refused there; what a proxy refuses or cannot do rejects with a `ProxyError`.
   * @throws UsageError (DP1302) where the environment names a proxy that is none
   */
  open(policy: NetworkPolicy): Promise<Dispatcher>;
  /**
   * The addresses of a host, for tools that connect by themselves. Rejects with an `AddressRefusedError` where the
   * policy forbids one of them, or with the resolver's error.
   */
  addresses(host: string, policy: Pick<NetworkPolicy, "allowPrivate">): Promise<string[]>;
  /**
   * Opens a TCP connection and closes it again: whether something listens there that does not speak HTTP. Rejects as
   * `addresses` does, or with the system's error.
   */
  reach(host: string, port: number, policy: Pick<NetworkPolicy, "allowPrivate" | "timeoutMs">): Promise<void>;
}

/** git, with hooks off, no prompts, and only safe transports. */
export interface Git {
  /**
   * A git that works in the folder. Rejects on every non-zero exit.
   * @param remote whom it speaks to as nobody but the bearer of the header: no credential helper, no other address
   */
  open(folder: string, remote?: GitRemote): Promise<SimpleGit>;
  /**
   * Lends a scratch worktree of the repository that a folder lies in, and removes it afterwards, also when `use` throws or
   * ^C was pressed. It has what the team's own tree has, committed or not, but for files that git ignores. That tree, its
   * index and its objects stay as they are.
   * Rejects with a `ScratchError` where there is no repository, or nothing was ever committed.
   */
  scratch<T>(folder: string, use: (worktree: Worktree) => Promise<T>): Promise<T>;
}

/** A worktree, and the one that it was made from. */
export interface Worktree {
  /** Absolute. */
  readonly root: string;
  /** The counterpart, absolute, with symbolic links followed. */
  readonly origin: string;
}

/** A repository behind HTTP, and the header that opens it. git hears of the header by its environment alone. */
export interface GitRemote {
  readonly url: string;
  /** `AUTHORIZATION: basic …` */
  readonly header: string;
}

/** Runs the command line of an npm package in a process of its own, confined. Rejects only where ^C was pressed. */
export type Run = (program: Program) => Promise<Ended>;

export interface Program {
  /** The name of the package, which is also that of its command; the user's own comes before the one beside driftpin. */
  readonly package: string;
  readonly args: readonly string[];
  /** It is killed when it takes longer. */
  readonly timeoutMs: number;
  /** Limit of its heap, in megabytes. */
  readonly memoryMb: number;
}

/** How a program ended; `absent` where the package is not installed. */
export type Ended =
  | { readonly kind: "absent" }
  | {
      readonly kind: "killed";
      readonly version: string;
      /** It took too long, or printed far too much. */
      readonly because: "time" | "output";
    }
  | {
      readonly kind: "ended";
      /** Of the package. */
      readonly version: string;
      /** Absent where a signal ended it, as when the memory is used up. */
      readonly code: number | undefined;
      readonly stdout: string;
      readonly stderr: string;
    };

/**
 * Runs a command line of the team's own in the shell of this machine, and ends all that it started. Rejects only where ^C
 * was pressed.
 */
export type Shell = (line: CommandLine) => Promise<CommandEnded>;

export interface CommandLine {
  readonly command: string;
  /** Absolute; it runs there. */
  readonly folder: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** It is killed when it takes longer. */
  readonly timeoutMs: number;
}

/** How a command ended; `killed` where it took too long. */
export type CommandEnded = {
  /** The end of what it printed, errors among it. */
  readonly output: string;
} & (
  | { readonly kind: "killed" }
  | {
      readonly kind: "ended";
      /** 127 where there is no such command; absent where a signal ended it, or there is no shell. */
      readonly code: number | undefined;
    }
);

export interface Clock {
  now(): Date;
  /** Resolves after the time, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Tells a waiting person what is going on. Never part of a result. */
export interface Progress {
  start(text: string): Task;
}

export interface Task {
  update(text: string): void;
  /** Ends it; with a text, leaves that as its last line. */
  end(text?: string): void;
}

/** There is no scratch worktree; the message tells why. */
export class ScratchError extends Error {
  override readonly name = "ScratchError";
}

/** A connection was refused because of where it would have gone. */
export class AddressRefusedError extends Error {
  override readonly name = "AddressRefusedError";
  readonly code = "ADDRESS_REFUSED";

  constructor(
    readonly host: string,
    readonly address: string,
  ) {
    super(`${host} is at ${address}, which is not a public address`);
  }
}

/** A proxy of the environment could not be reached, or did not let a connection through. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";

  constructor(
    /** `PROXY_407` for what it answered, or the system's code. */
    readonly code: string,
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}
