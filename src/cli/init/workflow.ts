import { variables } from "../../config/environment.ts";
import type { Config } from "../../config/schema.ts";
import { permissions } from "./permissions.ts";

/**
 * The workflow of GitHub Actions that checks every night, and may do no more than the configuration asks for.
 * @param path of the configuration, from the repository's root, with slashes; undefined where it is found without
 */
export function workflow(config: Config, path: string | undefined): string {
  return `${head(config)}${step(config, path)}`;
}

function head({ publish }: Config): string {
  const granted = Object.entries(permissions(publish)).map(([scope, access]) => `${scope}: ${access}`);
  return `name: drift
on:
  schedule: [{ cron: "17 3 * * *" }] # not at the full hour, when GitHub delays or drops what is scheduled
  workflow_dispatch:
permissions: { ${granted.join(", ")} }
concurrency: { group: drift, cancel-in-progress: false }
jobs:
  drift:
    runs-on: ubuntu-latest
    steps:
      - uses: ${checkout}
        with: { persist-credentials: false }
      - uses: ${action}
`;
}

/** What the action's step gets beside its defaults: secrets by name, and where the configuration is. */
function step(config: Config, path: string | undefined): string {
  const inputs = [
    ...(path === undefined ? [] : [`config: ${JSON.stringify(path)}`]),
    ...(config.publish.repository === undefined ? [] : [`token: ${secret(foreignToken)}`]),
  ];
  const env = secretNames(config).map((name) => `${name}: ${secret(name)}`);
  return [...block("with", inputs), ...block("env", env)].map((line) => `        ${line}\n`).join("");
}

/** Names of the secrets that the workflow takes from the repository's settings. The token of the run is no such secret. */
export function secretNames(config: Config): string[] {
  return variables(config).filter((name) => name !== "GITHUB_TOKEN");
}

/** The secret that holds a token for a repository that is not the workflow's own. */
export const foreignToken = "DRIFTPIN_TOKEN";

function secret(name: string): string {
  return `\${{ secrets.${name} }}`;
}

function block(key: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${key}:`, ...lines.map((line) => `  ${line}`)];
}

/** As this repository's own workflows pin it. */
const checkout = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2";
const action = "driftpin/driftpin@v1";
