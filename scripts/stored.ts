import { staged } from "../src/cli/demo/stage.ts";
import type { Edge } from "../src/cli/edge.ts";
import { checkAndPropose, publish } from "../src/index.ts";
import { nodeRuntime } from "../src/runtime/node.ts";
import { startGitHub } from "../test/support/github/index.ts";

/** What a repository holds after the night on which the demo's vendor drifted. */
export interface Stored {
  readonly issue: string;
  readonly "pull request": string;
}

/** Publishes the demo's drift to the tests' stand-in for GitHub, and gives back the texts that it stored. */
export async function storedTexts(): Promise<Stored> {
  const hub = await startGitHub();
  const env = { GITHUB_API_URL: hub.url, GITHUB_REPOSITORY: "acme/shop", GITHUB_TOKEN: "bot-token" };
  await staged(silent(), async ({ folder, config, runtime }) => {
    const here = { ...runtime, env: { ...env, GITHUB_WORKSPACE: folder } };
    const asked = { ...config, publish: { ...config.publish, pullRequests: true } };
    const { report, proposals } = await checkAndPropose(asked, { runtime: here });
    await publish(report, { publish: asked.publish, proposals, dryRun: false }, { runtime: here });
  });
  const [issue, pull] = hub.state.issues.map(({ title, body }) => `${title}\n\n${body.trim()}`);
  await hub.close();
  if (issue === undefined || pull === undefined) throw new Error("the demo's drift was not published");
  return { issue, "pull request": pull };
}

function silent(): Edge {
  return {
    runtime: nodeRuntime(),
    print: async () => undefined,
    tell: () => undefined,
    columns: 100,
    colour: false,
  };
}
