import { relative } from "node:path";
import type { Config, Vendor } from "../../config/schema.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Configured } from "../../suggest/server/configured.ts";

/** The text of the configuration, where that names a server of the vendor. */
export async function configuredServer(
  { name, server }: Pick<Vendor, "name" | "server">,
  { file, folder }: Pick<Config, "file" | "folder">,
  { files }: Pick<Runtime, "files">,
): Promise<Configured | undefined> {
  if (server === undefined || !(await files.exists(file))) return undefined; // a program may have made it up
  return { vendor: name, file: relative(folder, file), text: String(await files.read(file)) };
}
