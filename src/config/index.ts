import { dirname, relative, resolve } from "node:path";
import type { z } from "zod";
import { UsageError, type Where } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";
import { type Complaint, complaintsOf } from "./complaint.ts";
import { findConfig } from "./find.ts";
import { parse } from "./positions.ts";
import { type Config, configSchema, type Vendor } from "./schema.ts";

/**
 * Reads and checks the configuration: the file at the path (relative to the working directory), else the nearest
 * `driftpin.yaml`, `driftpin.yml` or `driftpin.json`, from the working directory upwards.
 *
 * @throws UsageError that names every problem of the file, the severest first.
 */
export async function loadConfig(runtime: Runtime, path?: string): Promise<Config> {
  const file = path === undefined ? await findConfig(runtime) : resolve(runtime.cwd, path);
  const shown = relative(runtime.cwd, file);
  const { value, flaws, whereIs } = parse(await read(file, shown, runtime));
  // A text that is not sound YAML may have been read as something else than its author meant.
  const complaints = flaws.length > 0 ? flaws : complaintsOf(value);
  refuse(complaints.map((complaint) => ({ ...complaint, where: { file: shown, ...whereIs(complaint) } })));
  return config(file, configSchema.parse(value));
}

async function read(file: string, shown: string, runtime: Runtime): Promise<string> {
  try {
    return String(await runtime.files.read(file));
  } catch (cause) {
    throw new UsageError("DP1002", {
      what: "the configuration cannot be read",
      where: { file: shown },
      todo: (cause as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : "it must be a readable file",
      cause,
    });
  }
}

/** Throws what there is to complain about, if anything. Codes are numbered by severity. */
function refuse(complaints: readonly (Complaint & { readonly where: Where })[]): void {
  const [severest, ...others] = complaints.toSorted(
    (a, b) => a.code.localeCompare(b.code) || (a.where.line ?? 0) - (b.where.line ?? 0),
  );
  if (severest === undefined) return;
  const also = others.map((complaint) => new UsageError(complaint.code, complaint));
  throw new UsageError(severest.code, { ...severest, also });
}

function config(file: string, { vendors, policy, publish, verify, ledger }: z.output<typeof configSchema>): Config {
  const folder = dirname(file);
  return {
    file,
    folder,
    vendors: Object.entries(vendors).map(([name, vendor]): Vendor => ({ name, ...vendor })),
    policy,
    publish,
    verify,
    ledger: ledger === undefined ? undefined : resolve(folder, ledger),
  };
}
