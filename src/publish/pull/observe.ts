import type { Runtime } from "../../runtime/index.ts";
import type { GitHub } from "../github/client.ts";
import { type Labelled, type Listed, labelsOf } from "../listing.ts";
import { type BlockState, blockState } from "../managed.ts";
import { isOurs, type Ours } from "../ours.ts";
import { type Blobs, blobsOf, holds, readBlobs } from "./blobs.ts";
import { type Branch, mostFiles, readBranch } from "./branch.ts";
import { type PullMarker, readMarker } from "./marker.ts";
import { branchOf, titleOf } from "./name.ts";
import { readHead } from "./refs.ts";
import type { Subject } from "./subject.ts";
import { branchPrefix } from "./way.ts";

/** One pull request of ours. */
export interface Pull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly open: boolean;
  readonly merged: boolean;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly marker: PullMarker | undefined;
  readonly block: BlockState;
}

/** The branch that a pull request is for. */
export interface Base {
  readonly name: string;
  readonly sha: string;
  readonly isDefault: boolean;
}

/** How our files stand on the base branch. */
export interface Standing {
  /** Whether it changed any of our files since the branch left it. */
  readonly touched: boolean;
  /** Whether it has all of what is proposed tonight. */
  readonly holdsProposal: boolean;
  /** Whether it has all of what the branch holds. */
  readonly holdsBranch: boolean;
}

/** What GitHub holds of one contract's pull request. */
export interface Sight {
  /** The open one; else the latest. */
  readonly pull: Pull | undefined;
  /** The numbers of all there ever were. */
  readonly numbers: readonly number[];
  /** SHA of the branch; undefined where there is none. */
  readonly head: string | undefined;
  /** Undefined where there is none, or where nobody had to look closer. */
  readonly branch: Branch | undefined;
  /** Undefined where the base branch is gone. */
  readonly base: Base | undefined;
  readonly standing: Standing;
}

/** Looks at pull requests and branches: as little as tonight's decisions need. */
export interface Observer {
  /** At what is there of a contract. */
  look(subject: Subject): Promise<Sight>;
  /** Closer, at one that may be opened: whether a person took our label off an open one, and what the base branch has. */
  lookCloser(subject: Subject, sight: Sight): Promise<Sight>;
}

export interface Surroundings {
  readonly github: GitHub;
  readonly ours: Ours;
  readonly runtime: Runtime;
  /** All that has our label and one of our authors. */
  readonly listing: readonly Listed[];
  readonly defaultBranch: string;
  /** The branch that new ones are for. */
  readonly base: string;
}

/** Reads which branches of ours there are; the rest is read as it is asked for. */
export async function observer(around: Surroundings): Promise<Observer> {
  const { github, ours, runtime, base } = around;
  const pulls = around.listing.flatMap((listed) => pullFrom(listed) ?? []);
  const heads = await headsOf(github);
  const tips = new Map<string, Promise<Base | undefined>>();
  const tip = (name: string) => tips.get(name) ?? remember(tips, name, readTip(around, name));

  const closely = async (subject: Subject, sight: Sight, name: string): Promise<Sight> => {
    const at = await tip(name);
    if (at === undefined) return { ...sight, base: undefined };
    const between = { base: at.sha, head: sight.head ?? "", item: subject.id };
    const branch = sight.head === undefined ? undefined : await readBranch(github, between, ours, runtime.clock);
    return { ...sight, base: at, branch, standing: await standingOf(around, subject, at, branch) };
  };

  return {
    async look(subject) {
      const sight = firstSight(subject, pulls, heads);
      const { pull, head } = sight;
      if (subject.outcome === "unknown" || (!pull?.open && head === undefined)) {
        return { ...sight, base: await tip(base) };
      }
      if (!pull?.open) return closely(subject, sight, base);
      const now = await readPull(github, pull.number);
      return closely(subject, { ...sight, pull: { ...pull, ...now.pull } }, now.base);
    },
    async lookCloser(subject, sight) {
      const unlabelled = await openFrom(github, ours, branchOf(subject.name));
      if (unlabelled) return closely(subject, { ...sight, pull: unlabelled.pull }, unlabelled.base);
      if (sight.branch !== undefined || sight.base === undefined) return sight;
      return { ...sight, standing: await standingOf({ github, runtime }, subject, sight.base, undefined) };
    },
  };
}

/** The open pull request of ours from a branch, whatever its labels. */
export async function openFrom({ octokit, repository }: GitHub, { authors }: Ours, branch: string) {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls", {
    ...repository,
    state: "open",
    head: `${repository.owner}:${branch}`,
  });
  // A filter that GitHub does not understand is one that it leaves out.
  const found = data.find(({ head, user }) => head.ref === branch && isOurs(user?.login, authors));
  return found && { pull: pullOf(found), base: found.base.ref, url: found.html_url };
}

/** A pull request, as it is now. */
export async function readPull({ octokit, repository }: GitHub, number: number) {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...repository,
    pull_number: number,
  });
  const { base, node_id: id, html_url: url, user } = data;
  return { pull: pullOf(data), base: base.ref, id, url, author: user?.login };
}

async function headsOf({ octokit, repository }: GitHub): Promise<ReadonlyMap<string, string>> {
  const { data } = await octokit.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
    ...repository,
    ref: `heads/${branchPrefix}`,
  });
  return new Map(data.map(({ ref, object }) => [ref.replace(/^refs\/heads\//, ""), object.sha]));
}

/** The item's pull request by its marker; where a person removed that from an open one, by the exact title. */
function firstSight({ id, name }: Subject, pulls: readonly Pull[], heads: ReadonlyMap<string, string>): Sight {
  const marked = pulls.filter(({ marker }) => marker?.id === id);
  const titled = pulls.filter(({ marker, open, title }) => marker === undefined && open && title === titleOf(name));
  return {
    pull: marked.find(({ open }) => open) ?? titled[0] ?? marked.at(-1),
    numbers: marked.map(({ number }) => number),
    head: heads.get(branchOf(name)),
    branch: undefined,
    base: undefined,
    standing: unmoved,
  };
}

async function readTip({ github, runtime, defaultBranch }: Surroundings, name: string): Promise<Base | undefined> {
  const sha = await readHead(github, runtime, name);
  return sha === undefined ? undefined : { name, sha, isDefault: name === defaultBranch };
}

/** Only what has moved apart has to be read. */
async function standingOf(
  { github, runtime: { clock } }: Pick<Surroundings, "github" | "runtime">,
  { proposal }: Subject,
  base: Base,
  branch: Branch | undefined,
): Promise<Standing> {
  if (branch && !branch.behind) return { ...unmoved, holdsBranch: !branch.edited && branch.files.size === 0 };
  const proposed: Blobs = proposal ? blobsOf(proposal) : new Map();
  const paths = new Set([...proposed.keys(), ...(branch?.files.keys() ?? [])]);
  const there = await readBlobs(github, clock, base.sha, paths);
  return {
    touched: branch !== undefined && !holds(await readBlobs(github, clock, branch.mergeBase, paths), there),
    holdsProposal: proposal !== undefined && holds(there, proposed),
    holdsBranch: branch !== undefined && branch.files.size < mostFiles && holds(there, branch.files),
  };
}

const unmoved: Standing = { touched: false, holdsProposal: false, holdsBranch: false };

/** Undefined for an issue. */
function pullFrom(listed: Listed): Pull | undefined {
  if (listed.pull_request === undefined) return undefined;
  return pullOf({ ...listed, merged_at: listed.pull_request.merged_at });
}

interface Told extends Labelled {
  readonly number: number;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly draft?: boolean | undefined;
  readonly merged_at?: string | null | undefined;
}

function pullOf(told: Told): Pull {
  const body = told.body ?? "";
  return {
    number: told.number,
    title: told.title,
    body,
    open: told.state === "open",
    merged: typeof told.merged_at === "string",
    draft: told.draft === true,
    labels: labelsOf(told),
    marker: readMarker(body),
    block: blockState(body),
  };
}

function remember<Value>(known: Map<string, Value>, name: string, value: Value): Value {
  known.set(name, value);
  return value;
}
