import picomatch from "picomatch";
import { commitAt, isAncestor, reachable } from "./git/history.ts";
import { changes, leavesOf } from "./git/tree.ts";
import { may } from "./permissions.ts";
import type { Actor, State } from "./state.ts";

/** Rules for branches, as the repository's settings hold them. Nobody is exempt. */
export interface Ruleset {
  /** A glob over branches, such as `main` or `**`. */
  readonly branches: string;
  readonly rules: readonly Rule[];
}

export type Rule = keyof typeof sentences;

/** One ref as it is to change; an absent id is an absent ref. */
export interface RefUpdate {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Which rules an update breaks, in GitHub's sentences. */
export function violations(state: State, update: RefUpdate): string[] {
  const branch = update.ref.replace(/^refs\/heads\//, "");
  if (branch === update.ref) return [];
  const rules = state.rulesets
    .filter(({ branches }) => picomatch.isMatch(branch, branches))
    .flatMap((ruleset) => ruleset.rules);
  return [...new Set(rules)].filter((rule) => breaks[rule](state, update)).map((rule) => sentences[rule]);
}

const sentences = {
  creation: "Cannot create ref due to creations being restricted.",
  update: "Cannot update this protected ref.",
  deletion: "Cannot delete this branch",
  non_fast_forward: "Cannot force-push to this branch",
  pull_request: "Changes must be made through a pull request.",
  required_signatures: "Commits must have verified signatures.",
};

const breaks: Record<Rule, (state: State, update: RefUpdate) => boolean> = {
  creation: (_, { before }) => before === undefined,
  update: (_, { before, after }) => before !== undefined && after !== undefined,
  deletion: (_, { after }) => after === undefined,
  non_fast_forward: ({ objects }, { before, after }) =>
    before !== undefined && after !== undefined && !isAncestor(objects, before, after),
  pull_request: (_, { after }) => after !== undefined,
  required_signatures: (state, update) => added(state, update).some((id) => !commitAt(state.objects, id).signed),
};

/** The first workflow that an update changes without leave; GitHub asks for a permission of its own there. */
export function forbiddenWorkflow(state: State, actor: Actor, update: RefUpdate): string | undefined {
  if (may(actor, "workflows", "write")) return undefined;
  const leaves = (id: string) => leavesOf(state.objects, commitAt(state.objects, id).tree);
  return added(state, update)
    .flatMap((id) => {
      const [parent] = commitAt(state.objects, id).parents;
      return changes(parent === undefined ? new Map() : leaves(parent), leaves(id));
    })
    .map(({ path }) => path)
    .find(isWorkflow);
}

export function isWorkflow(path: string): boolean {
  return path.startsWith(".github/workflows/");
}

/** The commits that an update brings to the repository: those that no branch holds. */
function added({ objects, refs }: State, { after }: RefUpdate): readonly string[] {
  const known = new Set([...refs.values()].flatMap((id) => reachable(objects, id)));
  return after === undefined ? [] : reachable(objects, after).filter((id) => !known.has(id));
}
