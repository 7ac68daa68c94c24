import { relative } from "node:path";
import type { Config, Vendor } from "../../config/schema.ts";
import type { Drift } from "../../drift/finding.ts";
import type { Runtime } from "../../runtime/index.ts";
import { serverGone } from "../../suggest/kinds/server.ts";
import type { Configured } from "../../suggest/server/configured.ts";

/**
 * The text of the configuration, where that names a server of the vendor and one is gone. It has all vendors, and may be
 * long: few nights ask for it.
 */
export async function configuredServer(
  drifts: readonly Pick<Drift, "rule">[],
  { name, server }: Pick<Vendor, "name" | "server">,
  { file, folder }: Pick<Config, "file" | "folder">,
  { files }: Pick<Runtime, "files">,
): Promise<Configured | undefined> {
  if (server === undefined || !drifts.some(({ rule }) => rule === serverGone)) return undefined;
  if (!(await files.exists(file))) return undefined; // a program may have made it up
  return { vendor: name, file: relative(folder, file), text: String(await files.read(file)) };
}
