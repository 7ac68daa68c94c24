import { expect, test } from "vitest";
import { github } from "../../publish/nights.ts";
import { startGitHub } from "./index.ts";
import type { State } from "./state.ts";

interface Case {
  readonly state?: (state: State) => void;
  readonly method: "POST" | "PATCH";
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly token?: string;
  readonly refused: string;
}

const cases: Record<string, Case> = {
  "a body of more than 65,536 characters": {
    method: "POST",
    path: "/issues",
    body: { title: "Long", body: "🙈".repeat(65_537) },
    refused: "422 body is too long (maximum is 65536 characters)",
  },
  "a title of more than 256 characters": {
    method: "PATCH",
    path: "/issues/1",
    body: { title: "x".repeat(257) },
    refused: "422 title is too long (maximum is 256 characters)",
  },
  "a label that is there": { method: "POST", path: "/labels", body: { name: "bug" }, refused: "422 already_exists" },
  "a comment where the conversation is locked": {
    state: ({ issues }) => Object.assign(issues[0] ?? {}, { locked: true }),
    method: "POST",
    path: "/issues/1/comments",
    body: { body: "Hello" },
    refused: "403 Unable to create comment because issue is locked.",
  },
  "anything in an archive": {
    state: (state) => Object.assign(state, { archived: true }),
    method: "POST",
    path: "/labels",
    body: { name: "new" },
    refused: "403 Repository was archived so is read-only.",
  },
  "an issue where issues are disabled": {
    state: (state) => Object.assign(state, { hasIssues: false }),
    method: "POST",
    path: "/issues",
    body: { title: "New" },
    refused: "410 Issues are disabled for this repo",
  },
  "an unknown token": {
    method: "POST",
    path: "/labels",
    body: { name: "new" },
    token: "unknown",
    refused: "401 Bad credentials",
  },
};

test.each(Object.entries(cases))(
  "refuses %s",
  async (_, { state, method, path, body, token = "bot-token", refused }) => {
    const hub = await github();
    hub.open({ author: "octocat", title: "First" });
    state?.(hub.state);
    const answer = await fetch(`${hub.url}/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `token ${token}` },
      body: JSON.stringify(body),
    });
    const { message, errors } = (await answer.json()) as {
      message: string;
      errors?: { code: string; message?: string }[];
    };
    expect(`${answer.status} ${errors?.[0]?.message ?? errors?.[0]?.code ?? message}`).toBe(refused);
  },
);

test("what has not changed is 304, and costs nothing of the limit", async () => {
  const hub = await github();
  const address = `${hub.url}/repos/acme/shop/issues?state=all`;
  const first = await fetch(address);
  const again = await fetch(address, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  const left = (answer: Response) => answer.headers.get("x-ratelimit-remaining");
  expect([again.status, await again.text(), left(again)]).toEqual([304, "", left(first)]);
});

test("what GitHub does not describe is told at the end", async () => {
  const hub = await startGitHub();
  await fetch(`${hub.url}/repos/acme/shop/issues?colour=red`);
  await fetch(`${hub.url}/repos/acme/shop/labels`, {
    method: "POST",
    headers: { authorization: "token bot-token" },
    body: JSON.stringify({ colour: 5 }),
  });
  await expect(hub.close()).rejects.toThrow(
    [
      "Not as GitHub describes it:",
      "GET /repos/acme/shop/issues request: query parameter colour is not described",
      "POST /repos/acme/shop/labels request:  must have required property 'name'",
    ].join("\n"),
  );
});
