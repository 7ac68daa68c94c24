import { join } from "node:path";
import type { Description } from "../contract/contract.ts";
import type { Change } from "../diff/change.ts";
import type { JsonObject } from "../json.ts";
import { oneLine } from "../report/neutralise.ts";
import type { SecondOpinion } from "../report/report.ts";
import type { Ended, Runtime } from "../runtime/index.ts";
import { disagreements } from "./second-opinion/disagreements.ts";
import { read } from "./second-opinion/output.ts";
import { unread } from "./second-opinion/unread.ts";

/** The two descriptions that driftpin compared, and what it made of them. */
export interface Compared {
  readonly base: Description;
  readonly revision: Description;
  readonly changes: readonly Change[];
}

/** How long the other tool may take, and how large its heap may grow. */
interface Limits {
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/**
 * Asks openapi-diff about the same descriptions, in a process of its own, and tells where it differs. Whatever becomes of
 * it is a note at most.
 * @see https://bitbucket.org/atlassian/openapi-diff
 */
export async function secondOpinion(
  { base, revision, changes }: Compared,
  runtime: Runtime,
  limits: Limits = usualLimits,
): Promise<SecondOpinion> {
  const sides = [base.document, revision.document];
  const strange = sides.find((document) => !isReadable(document));
  if (strange) return none(`it reads OpenAPI 2.0 and 3.0, not ${strange.openapi}`);
  const ended = await ask(sides, runtime, limits);
  if (ended.kind === "absent") return none("it is not installed: npm install --save-dev openapi-diff");
  if (ended.kind === "killed") return none(stopped(ended, limits));
  const differences = read(ended.stdout);
  if (differences === undefined) return none(complaint(ended));
  return {
    outcome: "compared",
    tool,
    version: ended.version,
    differences: disagreements(changes, differences, sides),
    unread: unread(changes),
  };
}

const tool = "openapi-diff";
const usualLimits: Limits = { timeoutMs: 20_000, memoryMb: 2_048 };

function none(note: string): SecondOpinion {
  return { outcome: "none", tool, note };
}

function isReadable({ openapi }: JsonObject): boolean {
  return typeof openapi === "string" && openapi.startsWith("3.0.");
}

function ask(documents: readonly JsonObject[], runtime: Runtime, limits: Limits): Promise<Ended> {
  return runtime.files.temporary(async (folder) => {
    const args = await Promise.all(
      documents.map(async (document, i) => {
        const file = join(folder, `${i}.json`);
        // It refuses later patches of 3.0, which only word things better.
        await runtime.files.write(file, JSON.stringify({ ...document, openapi: "3.0.3" }));
        return file;
      }),
    );
    return runtime.run({ package: tool, args, ...limits });
  });
}

function stopped({ because }: Extract<Ended, { kind: "killed" }>, { timeoutMs }: Limits): string {
  return because === "time" ? `it was stopped after ${timeoutMs / 1_000} s` : "it was stopped: it printed far too much";
}

/** The line of what it printed that says most. */
function complaint({ code, stderr }: Extract<Ended, { kind: "ended" }>): string {
  const lines = stderr.split("\n").map(oneLine);
  const said =
    lines.find((line) => /^(\w*Error\b|\w*Error\w* \[|FATAL ERROR)/.test(line)) ??
    lines.find((line) => line !== "") ??
    "it said nothing";
  return `it ended with ${code ?? "a signal"}: ${said}`;
}
