import type { Vendor } from "../../config/schema.ts";
import type { Description } from "../../contract/contract.ts";
import type { Unknown } from "../../drift/finding.ts";
import { recordedSamples } from "../../live/recording/samples.ts";
import { teamOf } from "../../live/redact/team.ts";
import type { Runtime } from "../../runtime/index.ts";
import { hasFailed } from "../../triage/symptom.ts";
import type { Live } from "./live.ts";
import { obstacle } from "./obstacle.ts";

/** What recordings are held against. */
interface Recordable {
  readonly pinned: Description;
  readonly published: Description | undefined;
  /** The pin (see `pinId`) under which shapes must have been recorded to say something; absent while it is made. */
  readonly since?: string;
}

/**
 * Adds what a vendor's recordings show to what its probes did. It never stands for a probe: a recording of some other day
 * can show that the vendor has changed, and not that it has not.
 * @param folder absolute; where the globs start
 */
export async function withRecordings(
  seen: Live,
  vendor: Vendor,
  { since, ...contracts }: Recordable,
  folder: string,
  runtime: Runtime,
): Promise<Live> {
  const { recordings } = vendor;
  if (recordings === undefined) return seen;
  try {
    const paths = await runtime.files.list(recordings, folder);
    if (paths.length === 0) return { ...seen, unknown: [...seen.unknown, absent(recordings)] };
    const recorded = await recordedSamples(paths, contracts, await teamOf(vendor), runtime, since);
    const samples = recorded.samples.filter((sample) => !hasFailed(sample));
    return { ...seen, sampling: { ...seen.sampling, recorded: { ...recorded, samples } } };
  } catch (error) {
    return { ...seen, unknown: [...seen.unknown, obstacle(error)] };
  }
}

function absent(globs: readonly string[]): Unknown {
  return {
    cause: "consumer",
    step: 6,
    text: `there is no recording at ${globs.join(" or ")}`,
    todo: `Record some, or take "recordings" out of the vendor's configuration.`,
    steps: [],
  };
}
