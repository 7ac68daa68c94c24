import type { JsonObject } from "../json.ts";
import { type Overheard, secretsOf } from "../live/recording/write-exchange.ts";
import { redactor } from "../live/redact/index.ts";
import type { Team } from "../live/redact/team.ts";
import type { Capture } from "./capture.ts";
import type { Failed, FailedCall } from "./diagnose.ts";
import { type Locate, locator } from "./operation.ts";
import { type PinnedContract, pinnedContract } from "./pinned.ts";
import { read } from "./read.ts";
import type { Recording } from "./recording.ts";
import { warnOf, warnWithoutValues } from "./warning.ts";

/** Whose exchanges are read, and who is told of those that failed. */
export interface ReaderOptions {
  readonly vendor: string;
  /** Absolute path of the configuration's folder. */
  readonly folder: string;
  readonly onFailure: ((failed: FailedCall) => void) | undefined;
}

/** Reads exchanges into a recording. */
export interface Reader {
  /** Takes one in. Never throws. */
  take(capture: Capture, team: Team): void;
  /** Resolves when everybody has been told of what failed until now. */
  told(): Promise<void>;
}

/** A reader; it reads the pinned contract when the first exchange is there. */
export function reader({ vendor, folder, onFailure }: ReaderOptions, recording: Recording): Reader {
  let known: Known | undefined;
  let telling = Promise.resolve();
  return {
    take(capture, team) {
      try {
        known ??= withContract(pinnedContract(folder, vendor));
        const { contract, locate } = known;
        const overheard = read(capture);
        const located = locate(overheard.request, redactor(secretsOf(overheard.request), team));
        recording.add(overheard, located, team);
        if (onFailure && hasFailed(overheard))
          telling = telling.then(() => tell({ vendor, contract, overheard, located, team }, onFailure));
      } catch (error) {
        recording.lose();
        warnWithoutValues("an exchange cannot be read", error);
      }
    },
    told: () => telling,
  };
}

interface Known {
  readonly contract: JsonObject | undefined;
  readonly locate: Locate;
}

function withContract(pinned: PinnedContract | undefined): Known {
  return { contract: pinned?.document, locate: locator(pinned) };
}

/** A call that the team gave up by itself is no failure. */
function hasFailed({ reply: { answer } }: Overheard): boolean {
  return answer.kind === "answer" ? answer.status >= 400 : !/^(UND_ERR_)?ABORT/i.test(answer.code);
}

async function tell(failed: Failed, onFailure: (failed: FailedCall) => void): Promise<void> {
  try {
    const { diagnose } = await import("./diagnose.ts");
    const told = await diagnose(failed);
    warnOf("onFailure failed", () => onFailure(told));
  } catch (error) {
    warnWithoutValues("a failure cannot be told", error);
  }
}
