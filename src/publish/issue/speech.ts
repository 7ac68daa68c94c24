/** What an item is about: a contract, the contracts that have to wait, or a contract that nobody could check for long. */
export type Subject = "contract" | "overview" | "unchecked";

/** How an item speaks of its subject: to the log why something is done, and to people in comments and below its text. */
export interface Speech {
  /** Why it is opened. */
  readonly opens: string;
  /** Why it is not, or stays closed. */
  readonly rests: Readonly<Record<"clean" | "accepted" | "unknown", string>>;
  /** Why it is opened again. */
  readonly reopens: string;
  readonly settled: string;
  readonly stillPresent: string;
  readonly backAgain: string;
  readonly footer: string;
}

/** One speech a subject. */
export const speeches: Readonly<Record<Subject, Speech>> = {
  contract: {
    opens: "it drifted, and has no issue yet",
    rests: {
      clean: "nothing drifted",
      accepted: "everything that drifted is accepted",
      unknown: "it could not be checked: neither drift nor clean",
    },
    reopens: "it drifted again",
    settled: "The vendor and the pinned contract agree",
    stillPresent:
      "This was closed as completed, but the drift is still present and the pin has not changed. Pin the new contract to settle it; close again to hear only of new breaking drift.",
    backAgain: "The vendor and the pinned contract differ again.",
    footer:
      "Close as *not planned* to hear only of new breaking drift; `driftpin accept` takes single findings as the new normal. It closes by itself once the pin and the vendor agree again.",
  },
  overview: {
    opens: "contracts wait for an issue of their own",
    rests: { clean: "none waits", accepted: "none waits", unknown: "not all contracts could be checked" },
    reopens: "contracts wait again",
    settled: "No contract waits for an issue of its own any more",
    stillPresent:
      "This was closed as completed, but contracts still wait. Close again to hear only of more breaking ones.",
    backAgain: "Contracts wait again.",
    footer: "Close as *not planned* to hear only of more breaking ones. It closes by itself once none waits any more.",
  },
  unchecked: {
    opens: "it could not be checked for three nights",
    rests: {
      clean: "it could be checked",
      accepted: "it could be checked",
      unknown: "it could not be checked, but not for three nights yet",
    },
    reopens: "it could not be checked for three nights again",
    settled: "Everything could be checked again",
    stillPresent: "This was closed as completed, but it still cannot be checked. Close again to hear no more of it.",
    backAgain: "For three nights it could not be checked again.",
    footer: "Close as *not planned* to hear no more of it. It closes by itself once everything could be checked again.",
  },
};
