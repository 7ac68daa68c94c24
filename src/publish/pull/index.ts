import type { PullAction } from "./action.ts";
import type { Case, PullNight } from "./decide.ts";
import { type Observer, observer, type Sight, type Surroundings } from "./observe.ts";
import { admittedOf, planPulls } from "./plan.ts";
import type { IssueState, Subject } from "./subject.ts";

/** Contracts, and what GitHub holds of their pull requests. */
export interface Seen {
  readonly contracts: readonly { readonly subject: Subject; readonly sight: Sight }[];
  readonly observer: Observer;
}

/** Looks at what is there: the one read of all branches of ours, and each pull request that is open. */
export async function see(subjects: readonly Subject[], around: Surroundings): Promise<Seen> {
  const looking = await observer(around);
  const contracts: Seen["contracts"][number][] = [];
  for (const subject of subjects) contracts.push({ subject, sight: await looking.look(subject) });
  return { contracts, observer: looking };
}

/** The steps of tonight. Only what may be opened tonight is looked at closer. */
export async function planOf(
  { contracts, observer: looking }: Seen,
  issue: (item: string) => IssueState | undefined,
  night: PullNight,
): Promise<PullAction[]> {
  const cases = contracts.map((one): Case => ({ ...one, issue: issue(one.subject.id), night }));
  const admitted = new Set(admittedOf(cases).map(({ subject }) => subject.id));
  const closer: Case[] = [];
  for (const known of cases) {
    const { subject, sight } = known;
    closer.push(admitted.has(subject.id) ? { ...known, sight: await looking.lookCloser(subject, sight) } : known);
  }
  return planPulls(closer, admitted);
}
