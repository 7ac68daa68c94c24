import { onTestFinished } from "vitest";
import { startGitHub } from "./github/index.ts";
import { emptyState } from "./github/state.ts";
import { orders } from "./orders.ts";
import { type Step, type StepOptions, workspaceWith } from "./workspace.ts";

const config = 'version: 1\nvendors:\n  shop: { source: shop.json, code: ["*.ts"] }\n';
const code = 'export const orders = async () => (await fetch("https://api.example.com/orders")).json();\n';

/** A workspace whose vendor is pinned, and a GitHub that knows its repository. */
export async function pinned(state = emptyState()) {
  const hub = await startGitHub(state);
  onTestFinished(() => hub.close());
  const workspace = await workspaceWith({ "driftpin.yaml": config, "shop.json": orders(), "shop.ts": code });
  await workspace.pin();
  const night = async (
    inputs: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
    options: StepOptions = {},
  ) => {
    hub.forget();
    const step = await workspace.step({ token: "bot-token", ...inputs }, { GITHUB_API_URL: hub.url, ...env }, options);
    return { ...step, writes: hub.writes() };
  };
  return { workspace, hub, night };
}

/** The lines that a runner reads, and titles; not what publishing did in detail. */
export function told({ stdout }: Pick<Step, "stdout">): string[] {
  return stdout.split("\n").filter((line) => line !== "" && !line.startsWith(" "));
}

/** The outputs of a step that found nothing. */
export const noOutputs = {
  drift: "false",
  "drift-count": "0",
  "breaking-count": "0",
  issues: "[]",
  "pull-requests": "[]",
  "report-path": "/temp-1/driftpin-__acme_driftpin/report.json",
  "sarif-path": "",
};
