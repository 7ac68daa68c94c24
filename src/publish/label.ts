import type { Desk } from "./desk.ts";
import { once } from "./github/once.ts";
import { troubleOf } from "./github/trouble.ts";

/** Makes our label where it is missing. An existing label stays as people have made it; without permission, there is a note. */
export async function ensureLabel(desk: Desk): Promise<void> {
  const { github, ours, runtime, note } = desk;
  const label = { name: ours.label, color: "d93f0b", description: "A vendor's API drifted from its pinned contract." };
  const send = async () => {
    await github.octokit.request("POST /repos/{owner}/{repo}/labels", { ...github.repository, ...label });
  };
  try {
    await once(send, async () => undefined, runtime);
  } catch (error) {
    const trouble = troubleOf(error, runtime.clock);
    if (trouble?.kind === "invalid" && trouble.codes.includes("already_exists")) return;
    if (trouble?.kind !== "forbidden") throw error;
    note({ level: "warning", text: `The label ${ours.label} could not be made: the token is not permitted to.` });
  }
}
