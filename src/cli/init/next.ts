import { join } from "node:path";
import type { Config } from "../../config/schema.ts";
import { fileOf } from "../../contract/store.ts";
import type { Runtime } from "../../runtime/index.ts";
import { foreignToken, secretNames } from "./workflow.ts";

/** What is left to do before the workflow tells something, in order. */
export async function next(config: Config, runtime: Runtime): Promise<string[]> {
  const { repository, pullRequests } = config.publish;
  const secrets = [...(repository === undefined ? [] : [foreignToken]), ...secretNames(config)];
  return [
    ...(await unpinned(config, runtime)),
    ...(secrets.length > 0 ? [`add under Settings, Secrets and variables, Actions: ${secrets.join(", ")}`] : []),
    ...(pullRequests && repository === undefined
      ? ["allow GitHub Actions to create pull requests, under Settings, Actions, General"]
      : []),
    "commit the configuration, specs/ and the workflow",
    "once they are on the default branch, run it for the first time: gh workflow run driftpin.yml",
  ];
}

async function unpinned({ folder, vendors }: Config, { files }: Runtime): Promise<string[]> {
  const pinned = await Promise.all(vendors.map(({ name }) => files.exists(join(folder, fileOf(name, "pin.json")))));
  const names = vendors.filter((_, i) => !pinned[i]).map(({ name }) => name);
  return names.length > 0 ? [`pin what is published now: driftpin pin ${names.join(" ")}`] : [];
}
