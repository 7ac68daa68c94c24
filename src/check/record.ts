import { join, relative, resolve } from "node:path";
import type { Config, Vendor } from "../config/schema.ts";
import { readPinned } from "../contract/store.ts";
import { blockedProbes } from "../drift/blocked.ts";
import type { Unknown } from "../drift/finding.ts";
import { unchecked } from "../drift/unchecked.ts";
import { UsageError } from "../errors.ts";
import type { JsonObject } from "../json.ts";
import { firstServer } from "../live/probe/server.ts";
import { type HarEntry, har, harEntry } from "../live/recording/write-har.ts";
import { type ArchiveSummary, summaryOf } from "../live/recording/write-summary.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import { live } from "./look/live.ts";
import { chosen } from "./vendors.ts";

/** What a recording came to. */
export interface RecordReport extends ArchiveSummary {
  readonly schemaVersion: 1;
  readonly vendor: string;
  /** Where the redacted exchanges (HAR 1.2) or the shapes (JSON) are, relative to the working directory. */
  readonly file: string;
  readonly exchanges: number;
  /** Exchanges that passed and are not in the file, because it would have become too large, or too many came at once. */
  readonly dropped: number;
  /** Probes that could not be sent, and exchanges that failed, with their causes. */
  readonly unknown: readonly Unknown[];
}

/** A vendor that is to be recorded, and where to. */
export interface Session {
  readonly vendor: Vendor;
  readonly contract: JsonObject | undefined;
  readonly server: URL | undefined;
  /** Absolute path. */
  readonly file: string;
}

/**
 * Looks up what a recording needs to know. The file is `.driftpin/recordings/<vendor>.har` beside the configuration, unless
 * `out` says otherwise, from the working directory.
 * @throws UsageError for an unknown vendor, or a pin that is broken
 */
export async function session(
  config: Config,
  name: string,
  out: string | undefined,
  runtime: Runtime,
): Promise<Session> {
  const [vendor] = chosen(config, [name]);
  if (!vendor) throw new Error(`${name} was chosen, and is not there`);
  const isPinned = await runtime.files.exists(join(config.folder, "specs", vendor.name, "pin.json"));
  const contract = isPinned ? (await readPinned(config.folder, vendor.name, runtime)).contract.document : undefined;
  const server = vendor.server ?? (contract && firstServer(contract));
  const file = resolve(
    out === undefined ? config.folder : runtime.cwd,
    out ?? join(".driftpin", "recordings", `${vendor.name}.har`),
  );
  return { vendor, contract, server: server === undefined ? undefined : new URL(server), file };
}

/** What a session has recorded. */
export interface Recorded {
  readonly entries: readonly HarEntry[];
  readonly dropped?: number;
  readonly unknown?: readonly Unknown[];
}

/** Writes the entries of a session, whole or not at all, and tells what they are. @throws UsageError DP6204 where it cannot. */
export async function writeRecording(
  { vendor, contract, file }: Session,
  { entries, dropped = 0, unknown = [] }: Recorded,
  runtime: Runtime,
): Promise<RecordReport> {
  const shown = relative(runtime.cwd, file);
  await runtime.files
    .write(
      file,
      `${JSON.stringify(har(entries, dropped > 0 ? `${dropped} more exchanges are not kept` : undefined), null, 2)}\n`,
    )
    .catch((cause) => {
      const what = `the recording cannot be written: ${cause.message}`;
      throw new UsageError("DP6204", {
        what,
        where: { file: shown },
        todo: "give --out a file that can be made",
        cause,
      });
    });
  const summary = summaryOf(entries, contract);
  return {
    schemaVersion: 1,
    vendor: vendor.name,
    file: shown,
    exchanges: entries.length,
    dropped,
    ...summary,
    unknown,
  };
}

/**
 * Sends a vendor's probes, and writes the redacted exchanges.
 * @throws UsageError where the vendor is unknown or not pinned, or the file cannot be written
 */
export async function recordProbes(
  config: Config,
  name: string,
  { out, runtime }: { readonly out?: string | undefined; readonly runtime: Runtime },
): Promise<RecordReport> {
  const recorded = await session(config, name, out, runtime);
  const { vendor } = recorded;
  const { contract: pinned, baseline } = await readPinned(config.folder, vendor.name, runtime);
  const { sampling, diagnoses, unknown } = await live(vendor, { pinned, published: undefined, baseline }, runtime);
  return writeRecording(
    recorded,
    {
      entries: sampling.samples.map(entryOf),
      unknown: [
        ...unknown,
        ...unchecked({ ...sampling, uncompared: [], diagnoses }),
        ...blockedProbes(sampling.blocked, diagnoses),
      ],
    },
    runtime,
  );
}

function entryOf({ exchange, shape }: Sample): HarEntry {
  return harEntry(exchange, { isText: shape === undefined });
}
