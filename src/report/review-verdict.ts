import { counted, counts, shortVersion } from "./headline.ts";
import type { PinChange, PinnedVersion, ReviewedContract, ReviewReport } from "./reviewed.ts";

/** What merging means, in one line. Never that nothing changes where something could not be told. */
export function verdict({ summary, reviewed, settings }: ReviewReport): {
  readonly title: string;
  readonly rest: string;
} {
  const weaker = reviewed.reduce((sum, contract) => sum + contract.settings.length, settings.length);
  if (reviewed.length === 0 && settings.length === 0) {
    return { title: "Nothing changes for checks", rest: "no pin, no accepted finding, no setting that weakens them." };
  }
  const also = [
    ...(weaker > 0 ? [`${counted(weaker, "setting")} to look at`] : []),
    `${counted(reviewed.length, "contract")}`,
  ];
  return { title: titleOf(summary), rest: `${counts(summary)}; ${also.join(" in ")}.` };
}

function titleOf({ breaking, warning, info, unknown }: ReviewReport["summary"]): string {
  if (breaking > 0) return "Merging accepts breaking changes";
  if (warning > 0 || info > 0) return "Merging accepts changes";
  return unknown > 0 ? "What merging accepts cannot be told" : "Merging accepts no change of a contract";
}

/** What becomes of a pin, in one line; undefined where nothing does. */
export function pinLine(pin: PinChange): string | undefined {
  switch (pin.kind) {
    case "same":
      return undefined;
    case "none":
      return "nothing is pinned: checks end until it is";
    case "new":
      return `newly pinned, with ${counted(pin.operations, "operation")}: ${said(pin.now)}`;
    case "removed":
      return `no longer pinned, was ${said(pin.was)}`;
    case "re-pinned":
      return pin.was.source === pin.now.source
        ? `pinned ${shortVersion(pin.was.version)}, will be ${said(pin.now)}`
        : `pinned ${said(pin.was)}, will be ${said(pin.now)}`;
  }
}

function said({ source, version }: PinnedVersion): string {
  return `${shortVersion(version)} of ${source}`;
}

/** A list of sentences under a title, in the order in which a reviewer needs them. */
export interface Told {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** What is told of a contract beside the changes between both pins. Lists without a sentence are left out. */
export function toldOf({ deviations, accepted, noLongerAccepted, settings, unknown }: ReviewedContract): Told[] {
  const lists: Told[] = [
    { title: "Cannot be told", sentences: unknown.map(({ text, todo }) => `${text}. ${todo}`) },
    { title: "Settings to look at", sentences: settings },
    { title: "Newly accepted", sentences: accepted.map(({ fingerprint, reason }) => `${fingerprint}: ${reason}`) },
    {
      title: "No longer accepted",
      sentences: noLongerAccepted.map(({ fingerprint, reason }) => `${fingerprint}: ${reason}`),
    },
    { title: "Live deviations that become known", sentences: deviations },
  ];
  return lists.filter(({ sentences }) => sentences.length > 0);
}
