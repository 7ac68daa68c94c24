import { relative, resolve } from "node:path";
import type { Config } from "../../config/schema.ts";
import type { Baseline, Description } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import { readPinned } from "../../contract/store.ts";
import { CouldNotCheckError, UsageError } from "../../errors.ts";
import { recording } from "../../live/recording/index.ts";
import type { Recorded } from "../../live/recording/recorded.ts";
import { type Route, router } from "../../live/recording/router.ts";
import type { Runtime } from "../../runtime/index.ts";
import { diagnose } from "../../triage/index.ts";
import { caseOf } from "../../triage/overheard.ts";
import { isUnexpected } from "../../triage/surprise.ts";
import { hasFailed } from "../../triage/symptom.ts";
import { contextHere, describe } from "../describe.ts";
import { chosen } from "../vendors.ts";
import { ofDiagnosis, type TriageReport } from "./report.ts";

/** Which exchange of which recording. Paths start at the working directory. */
export interface RecordedOptions {
  readonly runtime: Runtime;
  readonly recording: string;
  /** Its place in the recording, from 0. */
  readonly entry: number;
  /** Whose pins it may belong to, by name; all where absent or empty. */
  readonly vendors?: readonly string[];
}

/** What a recorded exchange is held against. */
interface Measure {
  readonly vendor: string;
  readonly contract: Description;
  readonly baseline?: Baseline;
}

/**
 * Triages one exchange of a recording, offline. It is held against a description from any source, or against the pin that
 * has its operation: of the vendors named, or of all.
 * @throws UsageError DP4202 for an entry that is not there, DP4204 where it belongs to no operation; CouldNotCheckError for
 * a recording, an entry (DP4203, DP4205) or a description that cannot be read
 */
export async function triageRecording(against: string | Config, options: RecordedOptions): Promise<TriageReport> {
  return among(
    typeof against === "string" ? [await described(against, options)] : await pinned(against, options),
    options,
  );
}

async function described(source: string, { runtime }: RecordedOptions): Promise<Measure> {
  const { description } = await describe(source, contextHere(source, runtime));
  return { vendor: "recording", contract: description };
}

function pinned(config: Config, { runtime, vendors }: RecordedOptions): Promise<Measure[]> {
  return Promise.all(
    chosen(config, vendors).map(async ({ name }) => {
      const { contract, baseline } = await readPinned(config.folder, name, runtime);
      return { vendor: name, contract, baseline };
    }),
  );
}

async function among(measures: readonly Measure[], options: RecordedOptions): Promise<TriageReport> {
  const exchange = await find(options);
  const { measure, route } = fitting(measures, exchange, options);
  const { operation } = route.operation;
  const { vendor, contract, baseline = cleanFor(operationName(operation)) } = measure;
  const { clock } = options.runtime;
  const failed = await caseOf(
    { vendor, ...exchange, operation, known: true, contract: contract.document, baseline },
    clock,
  );
  if (!hasFailed(failed.sample)) requireValues(exchange, options);
  const isFine = !isUnexpected(failed.sample, failed);
  const cases = isFine ? [] : [ofDiagnosis(await diagnose(failed), failed.vendor)];
  return { schemaVersion: 1, vendors: [{ vendor, cases, well: isFine ? [operation] : [] }] };
}

/** Without a pin, whatever does not fit the contract is unexpected. */
function cleanFor(operation: string): Baseline {
  return { sampled: [operation], deviations: [], shapes: {}, protocol: {} };
}

async function find({ recording: path, entry, runtime }: RecordedOptions): Promise<Recorded> {
  let entries = 0;
  for await (const found of recording(resolve(runtime.cwd, path), runtime)) {
    entries += 1;
    if (found.index !== entry) continue;
    if (found.kind === "exchange") return found.exchange;
    const where = { file: relative(runtime.cwd, resolve(runtime.cwd, path)) };
    throw new CouldNotCheckError("DP4203", { what: `entry ${entry} cannot be read: ${found.why}`, where });
  }
  throw new UsageError("DP4202", {
    what: `there is no entry ${entry}`,
    where: { file: path },
    todo: entries === 0 ? "the recording is empty" : `give one from 0 to ${entries - 1}`,
  });
}

/** A failure shows without its body; whether a good answer fits does not. */
function requireValues({ isWhole, isRedacted }: Recorded, { recording: file, entry }: RecordedOptions): void {
  if (isWhole && !isRedacted) return;
  const lack = isRedacted ? "has placeholders for values" : "does not have the whole body";
  throw new CouldNotCheckError("DP4205", {
    what: `entry ${entry} did not fail, and the recording ${lack}, so nobody can tell whether it is as expected`,
    where: { file },
    todo: "hold its types against the contract with driftpin sample",
  });
}

/** A vendor's own host counts more than another one. */
function fitting(measures: readonly Measure[], { request }: Recorded, { recording: file, entry }: RecordedOptions) {
  const found = measures.flatMap((measure): { readonly measure: Measure; readonly route: Route }[] => {
    const route = router(measure.contract.document)(request.method, request.url);
    return "because" in route ? [] : [{ measure, route }];
  });
  const best = found.find(({ route }) => route.host === "documented") ?? found[0];
  if (best) return best;
  throw new UsageError("DP4204", {
    what: `entry ${entry} belongs to no operation of ${measures.length === 1 ? "the contract" : "the pinned contracts"}`,
    where: { file },
    todo: "give --contract the description of its vendor",
  });
}
