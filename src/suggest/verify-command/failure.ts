import type { Patch } from "./patch.ts";
import type { Attempt, RunWith } from "./run.ts";

/** What keeps a patch from being called verified. */
export interface Failure {
  /** Whether the command speaks against the patch, or of it not at all. */
  readonly command: "fails" | "unknown";
  /** As what the command does: `fails with it`. */
  readonly why: string;
  /** The last lines that it printed. Where several patches have the same failure, the first of them has the lines. */
  readonly output?: string;
}

/**
 * The patches with which the command does not pass, beside those with which it does: with all of those at once it did.
 * Where it does not pass with all, it may be that it does not without any; else they are halved, so that a few bad ones
 * cost few runs.
 */
export async function failuresOf(patches: readonly Patch[], runWith: RunWith): Promise<ReadonlyMap<Patch, Failure>> {
  const withAll = await runWith(patches);
  if (withAll.kind === "passed") return new Map();
  const withNone = await runWith([]);
  if (withNone.kind !== "passed") return new Map(shared(patches, "unknown", without(withNone), withNone.output));
  return (await halved(patches, [], withAll, limited(runWith))).failures;
}

/** What a group came to. */
interface Sorted {
  readonly passed: readonly Patch[];
  readonly failures: ReadonlyMap<Patch, Failure>;
}

type LimitedRun = (patches: readonly Patch[]) => Promise<Attempt | undefined>;

/** Runs beside the first two: enough to find three bad ones among ten. A run may take minutes. */
const mostRuns = 16;

/** Undefined when there were too many. */
function limited(runWith: RunWith): LimitedRun {
  let runs = 0;
  return async (patches) => {
    runs += 1;
    return runs > mostRuns ? undefined : runWith(patches);
  };
}

/** Sorts a group that does not pass beside those that do. */
async function halved(
  group: readonly Patch[],
  passed: readonly Patch[],
  attempt: Exclude<Attempt, { kind: "passed" }>,
  runWith: LimitedRun,
): Promise<Sorted> {
  if (group.length === 1) return failed(group, "fails", `${verb(attempt)} with it`, attempt.output);
  const middle = Math.ceil(group.length / 2);
  const [first, second] = [group.slice(0, middle), group.slice(middle)];
  const one = await sorted(first, passed, runWith);
  const before = [...passed, ...one.passed];
  // With all of the first half, what the second comes to is known: it is what the group came to.
  const other =
    one.passed.length === first.length
      ? await halved(second, before, attempt, runWith)
      : await sorted(second, before, runWith);
  return {
    passed: [...one.passed, ...other.passed],
    failures: new Map([...one.failures, ...other.failures]),
  };
}

async function sorted(group: readonly Patch[], passed: readonly Patch[], runWith: LimitedRun): Promise<Sorted> {
  const attempt = await runWith([...passed, ...group]);
  if (attempt === undefined)
    return failed(group, "unknown", `fails with some of the patches, and was not run with each`);
  return attempt.kind === "passed" ? { passed: group, failures: new Map() } : halved(group, passed, attempt, runWith);
}

function failed(group: readonly Patch[], command: Failure["command"], why: string, output?: string): Sorted {
  return { passed: [], failures: new Map(shared(group, command, why, output)) };
}

function shared(group: readonly Patch[], command: Failure["command"], why: string, output = ""): [Patch, Failure][] {
  return group.map((patch, i) => [patch, { command, why, ...(i === 0 && output !== "" && { output }) }]);
}

function without(attempt: Exclude<Attempt, { kind: "passed" }>): string {
  return `${verb(attempt)} without it, too, and so says nothing of it`;
}

function verb(attempt: Exclude<Attempt, { kind: "passed" }>): string {
  return attempt.kind === "late" ? "takes too long" : "fails";
}
