import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { noTeam, type Team, teamOf } from "../live/redact/team.ts";
import { warn } from "./warning.ts";

/** What the team calls secret; undefined while its configuration is read, and for good where that cannot be. */
export interface TeamReading {
  readonly team: Team | undefined;
  /** Resolves when it has been read, whatever came of it. */
  readonly read: Promise<void>;
}

/** Reads the `redact` list of a vendor's configuration. A configuration that has none is not loaded, for that takes a while. */
export function readTeam(folder: string, vendor: string): TeamReading {
  const file = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  const text = file === undefined ? "" : readFileSync(file, "utf8");
  if (file !== undefined && !text.includes(vendor)) warnOfUnknown(vendor);
  if (file === undefined || !text.includes("redact")) return { team: noTeam, read: Promise.resolve() };
  let team: Team | undefined;
  const read = load(folder, file, vendor).then(
    (loaded) => {
      team = loaded;
    },
    (error) => warn("nothing is recorded, because what is secret cannot be read", error),
  );
  return {
    get team() {
      return team;
    },
    read,
  };
}

const names = ["driftpin.yaml", "driftpin.yml", "driftpin.json"];

async function load(folder: string, file: string, vendor: string): Promise<Team> {
  const [{ loadConfig }, { nodeRuntime }] = await Promise.all([
    import("../config/index.ts"),
    import("../runtime/node.ts"),
  ]);
  const { vendors } = await loadConfig(nodeRuntime({ cwd: folder }), file);
  const found = vendors.find(({ name }) => name === vendor);
  if (!found) warnOfUnknown(vendor);
  return found ? teamOf(found) : noTeam;
}

function warnOfUnknown(vendor: string): void {
  warn("nothing will use what is recorded", new Error(`the configuration has no vendor "${vendor}"`));
}
