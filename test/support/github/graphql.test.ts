import { expect, test } from "vitest";
import { github } from "../../publish/nights.ts";
import { ask } from "./asking.ts";
import type { GitHub } from "./index.ts";

const updateRefs = "mutation($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }";
const zeros = "0".repeat(40);

interface Case {
  readonly given?: (hub: GitHub) => void;
  /** What the branch is to be, given where it and the default branch are. */
  readonly update: (branch: string, main: string) => object;
  readonly repositoryId?: string;
  /** Kind and message; undefined where it is done. */
  readonly refused?: string;
}

const cases: Record<string, Case> = {
  "moves a ref that is where it should be": {
    update: (beforeOid, afterOid) => ({ beforeOid, afterOid, force: true }),
  },
  "leaves a ref that is elsewhere": {
    update: (_, main) => ({ beforeOid: main, afterOid: main, force: true }),
    refused: "UNPROCESSABLE Reference cannot be updated",
  },
  "leaves a ref that should not be there": {
    update: (_, main) => ({ beforeOid: zeros, afterOid: main, force: true }),
    refused: "UNPROCESSABLE Reference cannot be updated",
  },
  "does not go back without force": {
    update: (beforeOid, afterOid) => ({ beforeOid, afterOid }),
    refused: "UNPROCESSABLE Update is not a fast forward",
  },
  "takes a ref away": { update: (beforeOid) => ({ beforeOid, afterOid: zeros }) },
  "keeps to the rules": {
    given: ({ state }) => state.rulesets.push({ branches: "**", rules: ["deletion"] }),
    update: (beforeOid) => ({ beforeOid, afterOid: zeros }),
    refused: "UNPROCESSABLE Repository rule violations found\n\nCannot delete this branch",
  },
  "knows one repository": {
    repositoryId: "R_other",
    update: (_, afterOid) => ({ afterOid }),
    refused: "NOT_FOUND Could not resolve to a node with the global id of 'R_other'",
  },
  "asks for contents: write": {
    given: ({ state }) => state.tokens.set("bot-token", { login: "x[bot]", bot: true, mayWrite: false }),
    update: (_, afterOid) => ({ afterOid }),
    refused: "FORBIDDEN Resource not accessible by integration",
  },
};

test.each(Object.entries(cases))("updateRefs %s", async (_, { given, update, repositoryId, refused }) => {
  const hub = await github();
  const name = "refs/heads/driftpin/shop";
  const branch = hub.people.push({ branch: "driftpin/shop", files: { a: "1" } });
  given?.(hub);
  const asked = update(branch, hub.state.refs.get("refs/heads/main") ?? "") as { afterOid: string };
  const input = { repositoryId: repositoryId ?? "R_acme_shop", refUpdates: [{ name, ...asked }] };
  const { body } = await ask(hub, "POST /graphql", { query: updateRefs, variables: { input } });
  const { data, errors } = body as { data: unknown; errors?: { type: string; message: string }[] };
  const isAt = hub.state.refs.get(name) ?? zeros;
  if (refused === undefined) {
    expect({ data, errors, isAt }).toEqual({ data: { updateRefs: { clientMutationId: null } }, isAt: asked.afterOid });
  } else {
    expect({ data, told: `${errors?.[0]?.type} ${errors?.[0]?.message}`, isAt, writes: hub.writes() }).toEqual({
      ...{ data: { updateRefs: null }, isAt: branch, writes: [] },
      told: expect.stringContaining(refused),
    });
  }
});

test("a pull request becomes a draft, and ready again", async () => {
  const hub = await github();
  hub.people.push({ branch: "driftpin/shop", files: { a: "1" } });
  hub.people.openPull({ head: "driftpin/shop", title: "Accept" });
  const change = async (mutation: string) => {
    const query = `mutation { ${mutation}(input: { pullRequestId: "PR_1" }) { pullRequest { number isDraft } } }`;
    return (await ask(hub, "POST /graphql", { query })).body;
  };
  const changed = (mutation: string, isDraft: boolean) => ({
    data: { [mutation]: { pullRequest: { number: 1, isDraft } } },
  });
  expect([await change("convertPullRequestToDraft"), await change("markPullRequestReadyForReview")]).toEqual([
    changed("convertPullRequestToDraft", true),
    changed("markPullRequestReadyForReview", false),
  ]);
});
