import { resolve } from "node:path";
import type { Policy } from "../config/schema.ts";
import { load } from "../contract/index.ts";
import type { Change } from "../diff/change.ts";
import { compareWithWitnesses } from "../diff/index.ts";
import { bySeverity, type Levels, withLevels } from "../policy/levels.ts";
import type { DiffReport, SecondOpinion } from "../report/report.ts";
import { summarise } from "../report/roots.ts";
import type { Runtime } from "../runtime/index.ts";
import { fetchDescription } from "../source/index.ts";
import { contextHere } from "./describe.ts";
import { located } from "./look/located.ts";
import type { Compared } from "./second-opinion.ts";
import { today } from "./today.ts";

/** How two descriptions are compared. */
export interface DiffOptions {
  readonly runtime: Runtime;
  /** Whose levels: what breaks a caller (consumer, the default), or what a provider may not change. */
  readonly perspective?: Policy["perspective"];
  /** Days between announcing an end and the end, by stability level; where given, an end needs a date. */
  readonly noticeDays?: Policy["noticeDays"];
  /** Level by rule id; `none` hides the rule. */
  readonly levels?: Levels;
  /** A severity file, for rules that `levels` does not name; a relative path starts at the working directory. */
  readonly severityLevels?: string | undefined;
  /**
   * For people: tell each cause once, with the operations that it reaches, instead of once for each place of each
   * operation; and look up lines only where somebody may have to act.
   */
  readonly fold?: boolean;
  /** Ask openapi-diff too, if it is installed. */
  readonly secondOpinion?: boolean | undefined;
}

/**
 * What changed between two descriptions, severest first. Each is any source; paths start at the working directory.
 * @throws UsageError for a source that is not well formed, or a severity file that is wrong; CouldNotCheckError for a
 * source that cannot be had or read
 */
export async function diff(base: string, revision: string, options: DiffOptions): Promise<DiffReport> {
  const { runtime, perspective = "consumer", noticeDays, fold = false } = options;
  const levels = await levelsOf(options);
  const [before, after] = await Promise.all([
    fetchDescription(base, contextHere(base, runtime)),
    fetchDescription(revision, contextHere(revision, runtime)),
  ]);
  const older = await load(before);
  const newer = await load(after, older);
  const { changes, unknown } = await compareWithWitnesses(older, newer, {
    perspective,
    fold,
    today: today(runtime),
    noticeDays,
    witnesses: fold ? fewWitnesses : manyWitnesses,
  });
  const documents = { base: older, revision: newer };
  const weighed = withLevels(changes, () => [levels]).sort(bySeverity);
  const entries = await located(fold ? weighed.map(withoutPlaceIfSlight) : weighed, documents);
  const uncompared = unknown.map(({ side, ...rest }) => ({ ...rest, [side]: rest.pointer }));
  return {
    schemaVersion: 1,
    summary: summarise(entries, unknown.length),
    changes: entries,
    unknown: await located(uncompared, documents),
    ...(options.secondOpinion && { secondOpinion: await ask({ ...documents, changes: weighed }, runtime) }),
  };
}

async function ask(compared: Compared, runtime: Runtime): Promise<SecondOpinion> {
  const { secondOpinion } = await import("./second-opinion.ts");
  const task = runtime.progress.start("asking openapi-diff");
  try {
    return await secondOpinion(compared, runtime);
  } finally {
    task.end();
  }
}

/** Finding a line costs reading the text again; nobody looks up what is only good to know. */
function withoutPlaceIfSlight(change: Change): Change {
  if (change.level !== "info") return change;
  const { base: _base, revision: _revision, ...slight } = change;
  return slight;
}

async function levelsOf({ levels = {}, severityLevels, runtime }: DiffOptions): Promise<Levels> {
  if (severityLevels === undefined) return levels;
  const { readSeverityLevels } = await import("../policy/severity-file.ts");
  return { ...(await readSeverityLevels(resolve(runtime.cwd, severityLevels), runtime)), ...levels };
}

/** A witness takes some milliseconds: a person reads the first few, a program may want them all. */
const fewWitnesses = 5;
const manyWitnesses = 200;
