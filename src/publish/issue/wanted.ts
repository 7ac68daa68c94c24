import type { Level } from "../../config/level.ts";
import type { Finding } from "../../report/report.ts";
import type { Found } from "./found.ts";
import { writeBlock } from "./marker.ts";
import { type Subject, speeches } from "./speech.ts";

/** What one item should tell, by the report of this night alone. */
export interface Wanted {
  readonly id: string;
  readonly subject: Subject;
  /** What people call it: the vendor. */
  readonly name: string;
  /** Stable from night to night, so that a person who lost the marker still keeps the issue. */
  readonly title: string;
  /** `accepted`: something was found, and the team took all of it as the new normal. */
  readonly outcome: "drift" | "clean" | "accepted" | "unknown";
  /** Whether everything could be checked. */
  readonly complete: boolean;
  readonly found: Found;
  readonly level: Level;
  /** How bad it is, in a few words. */
  readonly brief: string;
  /** Hash of what a person reads, leaving out what comes and goes while the drift stays the same. */
  readonly render: string;
  readonly assignees: readonly string[];
  /** The managed block, telling of `found`, in at most so many code points. */
  readonly block: (found: Found, budget: number) => string;
  /** What it links to, as its marker says it; nothing where absent. */
  readonly pull?: string;
  /** Whether its pull request was merged, so that one clean night is enough. */
  readonly merged?: boolean;
  /** The findings that count, for comments. */
  readonly findings: readonly Pick<Finding, "fingerprint" | "level" | "root" | "text">[];
}

/** What is the same in the text of all items of one run. */
export interface Telling {
  /** Whether owning teams are mentioned, which notifies all of their members. */
  readonly mentionOwners: boolean;
  /** The page of the run, where the whole report is. */
  readonly runUrl: string | undefined;
}

/** The block of an item: what it tells, in what room the rest of the block leaves, then who is told and how to go on. */
export function blockOf(
  subject: Subject,
  cc: string,
  markdown: (room: number) => string,
): (known: Found, budget: number) => string {
  const below = [...(cc === "" ? [] : [cc]), footer(subject)].join("\n\n");
  return (known, budget) => {
    const room = Math.max(1_000, budget - writeBlock(below, known).length - "\n\n".length);
    return writeBlock(`${markdown(room)}\n\n${below}`, known);
  };
}

/** The line that mentions the owning teams, where that is wanted; users are assigned instead. */
export function ccLine(owners: readonly string[], { mentionOwners }: Telling): string {
  const teams = owners.filter((owner) => /^@[\w-]+\/[\w.-]+$/.test(owner));
  return mentionOwners && teams.length > 0 ? `cc ${teams.join(" ")}` : "";
}

/** The owners whom GitHub may assign: users, and no teams or addresses. */
export function usersOf(owners: readonly string[]): string[] {
  return owners.flatMap((owner) => /^@([\w-]+)$/.exec(owner)?.[1] ?? []);
}

function footer(subject: Subject): string {
  return [
    "---",
    "driftpin rewrites this part when something changes; what you write above or below it stays.",
    speeches[subject].footer,
  ].join("\n");
}
