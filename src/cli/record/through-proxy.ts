import { type Recorded, type RecordReport, type Session, session, writeRecording } from "../../check/record.ts";
import { loadConfig } from "../../config/index.ts";
import { CouldNotCheckError, UsageError } from "../../errors.ts";
import { entryOf } from "../../live/recording/write-exchange.ts";
import type { HarEntry } from "../../live/recording/write-har.ts";
import { teamOf } from "../../live/redact/team.ts";
import type { Edge } from "../edge.ts";
import { type RecordingProxy, startProxy } from "./proxy.ts";
import { run } from "./run.ts";

/** What is recorded, and what is run meanwhile. */
export interface ThroughProxy {
  /** Path of the configuration, where it is not to be looked for. */
  readonly config?: string | undefined;
  readonly vendor: string;
  readonly command: readonly string[];
  /** 0 for any free one. */
  readonly port: number;
  readonly out?: string | undefined;
}

/**
 * Records what passes through a proxy until the command ends, or ^C, and writes it.
 * @throws UsageError where there is no server, or no proxy, command or file can be had; CouldNotCheckError (DP6206) where
 * the command failed, after the file was written
 */
export async function recordThroughProxy(edge: Edge, asked: ThroughProxy): Promise<RecordReport> {
  const { runtime } = edge;
  const recorded = await session(await loadConfig(runtime, asked.config), asked.vendor, asked.out, runtime);
  const kept = store();
  const failed = await withProxy(recorded, asked.port, kept, edge, (proxy) =>
    asked.command.length > 0
      ? run(asked.command, { [variableOf(asked.vendor)]: proxy.url }, runtime)
      : interrupted(runtime.signal),
  );
  const report = await writeRecording(recorded, kept, runtime);
  if (failed === undefined) return report;
  throw new CouldNotCheckError("DP6206", {
    what: `the command ended with ${failed}`,
    where: { file: report.file },
    todo: `${report.exchanges} exchanges were recorded until then`,
  });
}

/** Entries, as many as one file should hold. */
interface Store extends Recorded {
  add(entry: HarEntry): void;
}

const charactersLimit = 64 * 1024 * 1024;

function store(): Store {
  const entries: HarEntry[] = [];
  let [characters, dropped] = [0, 0];
  return {
    entries,
    get dropped() {
      return dropped;
    },
    add(entry) {
      characters += JSON.stringify(entry).length;
      if (characters <= charactersLimit) entries.push(entry);
      else dropped += 1;
    },
  };
}

async function withProxy<T>(
  { vendor, server }: Session,
  port: number,
  kept: Store,
  { runtime, tell }: Edge,
  use: (proxy: RecordingProxy) => Promise<T>,
): Promise<T> {
  if (server === undefined) {
    const what = `there is no server that the proxy could stand for: the contract of ${vendor.name} names none with a full URL`;
    throw new UsageError("DP6205", { what, todo: `give the vendor a "server"` });
  }
  const { allowPrivate, timeoutMs, timeouts } = vendor;
  const [team, pool] = [await teamOf(vendor), await runtime.network.open({ allowPrivate, timeoutMs, timeouts })];
  try {
    const proxy = await startProxy({
      server,
      port,
      pool,
      clock: runtime.clock,
      heard: (one) => kept.add(entryOf(one, team)),
    });
    tell(`${variableOf(vendor.name)}=${proxy.url} stands for ${server.href}`);
    try {
      return await use(proxy);
    } finally {
      await proxy.close();
    }
  } finally {
    await pool.destroy();
  }
}

/** The variable that tells a program where the proxy is: `DRIFTPIN_SHOP_EU_URL` for `shop-eu`. */
function variableOf(vendor: string): string {
  return `DRIFTPIN_${vendor.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}_URL`;
}

function interrupted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}
