import { createHash } from "node:crypto";
import type { Level } from "../../config/level.ts";
import type { ContractReport } from "../../report/report.ts";
import { graver, gravest } from "../issue/found.ts";
import type { Wanted } from "../issue/wanted.ts";
import type { Issues } from "../issues.ts";
import type { IssueOutcome, NewsType, Outcome } from "../publication.ts";

/** Something that changed tonight, told once: what publishing did to a contract's issue. */
export interface News {
  /** The same for overlapping and repeated runs of one night, so that receivers can tell. */
  readonly id: string;
  readonly type: NewsType;
  /** Whether people are told; what only got a little better or longer is told to programs alone, as on GitHub. */
  readonly isLoud: boolean;
  /** Whether there is drift that was not there before, or that became graver. */
  readonly isWorse: boolean;
  /** The gravest of what is told now and what was told before: whoever heard of drift hears of its end. */
  readonly level: Level;
  readonly contract: ContractReport;
  /** What could not be checked, in the words of the report; of drift, the contract tells. */
  readonly unchecked: readonly string[];
  readonly issue?: Page;
  readonly pullRequest?: Page;
}

/** A page on GitHub; the URL where GitHub told it. */
export interface Page {
  readonly number: number;
  readonly url?: string;
}

/** What a run published. */
export interface Published {
  /** `owner/name`; absent where none is known. */
  readonly repository: string | undefined;
  readonly contracts: readonly ContractReport[];
  /** What was wanted, in the order of the contracts, and what GitHub held before. */
  readonly issues: Issues;
  /** What was done to the issues. */
  readonly done: readonly IssueOutcome[];
  /** What was done after that: to pull requests, and for the links to them. */
  readonly further: readonly Outcome[];
}

/**
 * The news of a run, in the order in which it was published. An unchanged night has none: it goes by what GitHub held
 * before, so nothing else has to be remembered. Contracts that wait for an issue of their own are news when they get it.
 */
export function newsOf(published: Published): News[] {
  const { contracts, unchecked } = published.issues;
  const subjects = new Map(
    published.contracts.flatMap((contract, i) => {
      return [contracts[i], unchecked[i]].flatMap((wanted) =>
        wanted ? [[wanted.id, { wanted, contract }] as const] : [],
      );
    }),
  );
  const ended = published.done.filter(({ ending }) => ending === "done" || ending === "planned");
  return ended.flatMap((outcome) => {
    const subject = subjects.get(outcome.item);
    return subject ? told(outcome, subject.wanted, subject.contract, published) : [];
  });
}

function told(outcome: IssueOutcome, wanted: Wanted, contract: ContractReport, published: Published): News[] {
  const number = "target" in outcome ? outcome.target?.number : undefined;
  const before = published.issues.items.find((item) => item.number === number);
  const change = changeOf(outcome, before?.marker?.set);
  if (change === undefined) return [];
  const earlier = before?.found && gravest(before.found);
  const type: NewsType = `${wanted.subject === "unchecked" ? "unchecked" : "drift"}.${change}`;
  const isLoud = change !== "changed" || ("comment" in outcome && outcome.comment !== undefined);
  return [
    {
      id: idOf(published, outcome, type),
      type,
      isLoud,
      isWorse: isLoud && change !== "closed",
      level: earlier && graver(earlier, wanted.level) ? earlier : wanted.level,
      contract,
      unchecked: wanted.subject === "unchecked" ? wanted.findings.map(({ text }) => text) : [],
      ...page("issue", outcome.number ?? number, outcome.url),
      ...pullOf(wanted, published.further),
    },
  ];
}

type Change = "opened" | "reopened" | "changed" | "closed";

/** What an outcome means for those who are told; undefined where that is nothing. */
function changeOf(outcome: IssueOutcome, told: string | undefined): Change | undefined {
  switch (outcome.do) {
    case "create":
      return outcome.isDuplicate ? undefined : "opened";
    case "reopen":
      return "reopened";
    case "close":
      return outcome.stateReason === "duplicate" ? undefined : "closed";
    case "update":
      return told === undefined || told === outcome.marker.set ? undefined : "changed";
    default:
      return undefined;
  }
}

/** The revision of an issue grows with each write, and an issue that was deleted comes back with the first one. */
function idOf({ repository = "", issues }: Published, outcome: IssueOutcome, type: NewsType): string {
  const rev = "marker" in outcome ? outcome.marker.rev : 0;
  const named = [repository, outcome.item, issues.night.today, rev, type].join(" ");
  return `msg_${createHash("sha256").update(named).digest("hex").slice(0, 32)}`;
}

function pullOf({ id }: Wanted, further: readonly Outcome[]): Pick<News, "pullRequest"> {
  const pull = further.find((outcome) => "branch" in outcome && outcome.item === id && isThere(outcome));
  if (pull === undefined) return {};
  const number = "target" in pull ? pull.target?.number : undefined;
  return page("pullRequest", pull.number ?? number, pull.url);
}

function isThere({ do: action, ending }: Outcome): boolean {
  return ending === "done" && action !== "close" && action !== "delete";
}

function page<Key extends string>(key: Key, number: number | undefined, url: string | undefined) {
  const there = number === undefined ? {} : { [key]: { number, ...(url === undefined ? {} : { url }) } };
  return there as { readonly [Name in Key]?: Page };
}
