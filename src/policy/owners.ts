import { join, relative } from "node:path";
import { repositoryRoot } from "../config/repository.ts";
import type { Runtime } from "../runtime/index.ts";
import { type CodeOwners, codeOwners } from "./codeowners.ts";

/** What has an owner: a vendor, by its name, and whom the configuration names for it. */
interface Owned {
  readonly name: string;
  readonly owners: readonly string[];
}

/**
 * The vendors with those who own their contracts. Whom the configuration names comes first; where it names nobody, it is
 * whom the repository's CODEOWNERS names for the pin.
 * @param folder absolute path of the configuration's folder, which holds `specs/`
 */
export async function withOwners<Vendor extends Owned>(
  vendors: readonly Vendor[],
  folder: string,
  runtime: Pick<Runtime, "files" | "env">,
): Promise<Vendor[]> {
  if (vendors.every(({ owners }) => owners.length > 0)) return [...vendors];
  const root = await repositoryRoot(folder, runtime);
  const ownersOf = await codeOwnersOf(root, runtime);
  const prefix = relative(root, folder).replaceAll("\\", "/");
  return vendors.map((vendor) =>
    vendor.owners.length > 0
      ? vendor
      : { ...vendor, owners: ownersOf([prefix, "specs", vendor.name, "contract.json"].filter(Boolean).join("/")) },
  );
}

/** The first of the places where GitHub looks for the file; nobody owns anything where there is none. */
async function codeOwnersOf(root: string, { files }: Pick<Runtime, "files">): Promise<CodeOwners> {
  for (const place of [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]) {
    const path = join(root, place);
    if (await files.exists(path)) return codeOwners(String(await files.read(path)));
  }
  return () => [];
}
