import { relative } from "node:path";
import type { Config } from "../../config/schema.ts";
import { CouldNotCheckError } from "../../errors.ts";
import type { Note } from "../../publish/publication.ts";
import { someOf } from "../../report/headline.ts";
import type { Runtime } from "../../runtime/index.ts";
import { maker } from "./maker.ts";
import type { ShardResult } from "./result.ts";
import { readResult, resultFiles } from "./result-file.ts";

/** The results that can be used, and why others cannot, or need a second thought. */
export interface Received {
  readonly received: readonly ShardResult[];
  readonly notes: readonly Note[];
}

/**
 * Reads results. One that is broken, or from another night, is noted and left out: it must not keep others from being told.
 * @param maxAgeMs results that are older are from another night
 */
export async function receive(
  named: readonly string[],
  config: Config,
  maxAgeMs: number,
  runtime: Runtime,
): Promise<Received> {
  const oldest = ago(maxAgeMs, runtime);
  const used: { readonly file: string; readonly result: ShardResult }[] = [];
  const notes: Note[] = [];
  for (const path of await resultFiles(named, runtime)) {
    const file = relative(runtime.cwd, path);
    const result = await readResult(path, runtime).catch(told);
    if ("level" in result) notes.push(result);
    else if (result.checkedAt < oldest) notes.push(stale(file, result));
    else used.push({ file, result });
  }
  const filesWhere = (isSo: (result: ShardResult) => boolean) =>
    used.filter(({ result }) => isSo(result)).map(({ file }) => file);
  const { driftpin, configuration } = maker(config);
  return {
    received: used.map(({ result }) => result),
    notes: [
      ...notes,
      ...noteOf(
        filesWhere((result) => result.configuration !== configuration),
        "checked with another configuration than this one",
      ),
      ...noteOf(
        filesWhere((result) => result.driftpin !== driftpin),
        `checked by another driftpin than this one, which is ${driftpin}`,
      ),
    ],
  };
}

/** ISO 8601, as results are dated. */
function ago(ms: number, { clock }: Runtime): string {
  const then = clock.now();
  then.setTime(then.getTime() - ms);
  return then.toISOString();
}

/** @throws what does not come from the result itself */
function told(error: unknown): Note {
  if (!(error instanceof CouldNotCheckError)) throw error;
  return { level: "error", text: error.message };
}

function stale(file: string, { checkedAt }: ShardResult): Note {
  const text = `${file}: checked at ${checkedAt}, which is not this night: left out`;
  return { level: "warning", text, todo: "give each night a folder of its own, or see --max-age" };
}

function noteOf(files: readonly string[], what: string): Note[] {
  return files.length === 0 ? [] : [{ level: "warning", text: `${someOf(files, 3)}: ${what}` }];
}
