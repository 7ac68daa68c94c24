import { relative, resolve } from "node:path";
import { UsageError } from "../errors.ts";
import { holder } from "../live/recording/hold.ts";
import { recording } from "../live/recording/index.ts";
import type { Location, Summary } from "../report/report.ts";
import type { Runtime } from "../runtime/index.ts";
import { contextHere, describe } from "./describe.ts";
import { located } from "./look/located.ts";
import { type Shown, show, type Told } from "./recorded/shown.ts";
import type { Sighting, Unheld, Unmatched } from "./recorded/sighting.ts";

/** A recorded answer that does not fit the contract. Its `instancePath` is that of the first value, in this very body. */
export interface RecordedDeviation extends Omit<Told, "pointer" | "base">, Sighting {
  readonly location: Location;
}

/** What `driftpin sample --contract --recording` prints. */
export interface RecordingReport {
  readonly schemaVersion: 1;
  /** Levels count each deviation once, however many exchanges show it. */
  readonly summary: Summary & {
    readonly exchanges: number;
    readonly matched: number;
    readonly unmatched: number;
    /** How often more something was met that is in the lists already: they have the first thousand of each. */
    readonly unlisted: number;
  };
  readonly deviations: readonly RecordedDeviation[];
  readonly unmatched: readonly Unmatched[];
  readonly unknown: readonly Unheld[];
}

/**
 * Holds recorded exchanges against a contract, offline: HTTP Archives and Postman collections, one after the other. No
 * value of an answer is in the report.
 *
 * @param source any source of a description; a path starts at the working directory, as those of the recordings do
 * @param recordings paths, or globs
 * @throws UsageError for a source that is not well formed, and DP4104 where no file is meant; CouldNotCheckError for a
 * description or a recording that cannot be had or read
 */
export async function sampleRecordings(
  source: string,
  recordings: readonly string[],
  { runtime }: { readonly runtime: Runtime },
): Promise<RecordingReport> {
  const files = await filesOf(recordings, runtime);
  const { description } = await describe(source, contextHere(source, runtime));
  const hold = await holder(description.document);
  const shown: Shown[] = [];
  for (const file of files) shown.push(await show(recording(file, runtime), hold));
  const named = <T>(of: (one: Shown) => readonly T[]) =>
    shown.flatMap((one, i) => of(one).map((entry) => ({ ...entry, ...nameOf(files, i, runtime) })));
  const deviations = named((one) => one.deviations);
  const unknown = named((one) => one.unheld.first);
  const unmatched = named((one) => one.unmatched.first);
  return {
    schemaVersion: 1,
    summary: summary(shown, deviations.length + unknown.length + unmatched.length),
    deviations: await located(deviations, { base: description, revision: undefined }),
    unmatched,
    unknown,
  };
}

async function filesOf(recordings: readonly string[], { files, cwd }: Runtime): Promise<string[]> {
  const found = await Promise.all(
    recordings.map(async (path) => {
      if (await files.exists(resolve(cwd, path))) return [resolve(cwd, path)];
      const listed = await files.list([path], cwd);
      if (listed.length > 0) return listed;
      throw new UsageError("DP4104", {
        what: "there is no such recording",
        where: { file: path },
        todo: "give a HAR file, a Postman collection, or a glob that matches some",
      });
    }),
  );
  return [...new Set(found.flat())];
}

function nameOf(files: readonly string[], i: number, { cwd }: Runtime): Pick<Sighting, "recording"> {
  const file = files[i];
  return files.length > 1 && file !== undefined ? { recording: relative(cwd, file) } : {};
}

function summary(shown: readonly Shown[], listed: number): RecordingReport["summary"] {
  const total = (of: (one: Shown) => number) => shown.reduce((sum, one) => sum + of(one), 0);
  const met = total(({ times }) => [...times.values()].reduce((sum, one) => sum + one, 0));
  const [unmatched, unknown] = [total((one) => one.unmatched.total), total((one) => one.unheld.total)];
  const distinct = new Map(shown.flatMap((one) => one.deviations.map((told) => [told.fingerprint, told.level])));
  const counts = { breaking: 0, warning: 0, info: 0, unknown };
  for (const level of distinct.values()) counts[level] += 1;
  return {
    ...counts,
    exchanges: total((one) => one.exchanges),
    matched: total((one) => one.matched),
    unmatched,
    unlisted: met + unmatched + unknown - listed,
  };
}
