import type { Desk } from "./desk.ts";
import { once } from "./github/once.ts";
import { troubleOf } from "./github/trouble.ts";

/**
 * Makes our label where it is missing. An existing label stays as people have made it. Resolves to whether it is there:
 * not where the token is not permitted to make it.
 */
export async function ensureLabel({ github, ours, runtime }: Desk): Promise<boolean> {
  const label = { name: ours.label, color: "d93f0b", description: "A vendor's API drifted from its pinned contract." };
  const send = async () => {
    await github.octokit.request("POST /repos/{owner}/{repo}/labels", { ...github.repository, ...label });
    return true;
  };
  try {
    return await once(send, async () => undefined, runtime);
  } catch (error) {
    const trouble = troubleOf(error, runtime.clock);
    if (trouble?.kind === "invalid" && trouble.codes.includes("already_exists")) return true;
    // GitHub answers 404 to those who may open issues, and no more.
    if (trouble?.kind === "forbidden" || trouble?.kind === "gone") return false;
    throw error;
  }
}
