import { fileOf } from "../../contract/store.ts";
import type { Runtime } from "../../runtime/index.ts";

/**
 * When a vendor's contract became what it is, in milliseconds since 1970, by the repository's history. Undefined where
 * there is none, or only the end of it, or the contract is not committed.
 * @param folder absolute folder of the configuration
 */
export async function pinnedAt(
  folder: string,
  vendor: string,
  { git }: Pick<Runtime, "git">,
): Promise<number | undefined> {
  const repository = await git.open(folder);
  const path = fileOf(vendor, "contract.json");
  try {
    if ((await repository.raw(["rev-parse", "--is-shallow-repository"])).trim() !== "false") return undefined;
    if ((await repository.raw(["status", "--porcelain", "--", path])).trim() !== "") return undefined;
    const seconds = (await repository.raw(["log", "-1", "--format=%ct", "--", path])).trim();
    return seconds === "" ? undefined : Number(seconds) * 1000;
  } catch (error) {
    if (/fatal:|ENOENT/.test(String(error))) return undefined; // no repository, nothing committed, or no git
    throw error;
  }
}
