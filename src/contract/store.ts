import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { CouldNotCheckError, UsageError } from "../errors.ts";
import { isObject, type Json } from "../json.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Acceptance, Pin, Pinned } from "./contract.ts";
import { parseJson } from "./parse-json.ts";
import { sealOf } from "./seal.ts";

const pinSchema = z.strictObject({
  source: z.string(),
  version: z.string(),
  sha256: z.string(),
  contractSha256: z.string(),
  seal: z.string().optional(),
  include: z.array(z.string()),
  accepted: z.array(z.strictObject({ fingerprint: z.string(), reason: z.string() })),
});

const baselineSchema = z.strictObject({
  sampled: z.array(z.string()),
  deviations: z.array(z.strictObject({ fingerprint: z.string(), text: z.string() })),
  shapes: z.record(z.string(), z.json()),
  protocol: z.record(z.string(), z.json()),
  recorded: z
    .record(z.string(), z.strictObject({ addresses: z.number(), isPart: z.boolean(), shape: z.json() }))
    .optional(),
  probes: z.record(z.string(), z.array(z.string())).optional(),
});

/**
 * Reads `specs/<vendor>/`.
 *
 * @param folder absolute folder of the configuration.
 * @throws UsageError where nothing is pinned, a file is missing or broken, or the contract was changed after the pin.
 */
export async function readPinned(folder: string, vendor: string, runtime: Runtime): Promise<Pinned> {
  const { pin, contract } = await readContract(folder, vendor, runtime);
  const baseline = await required(folder, vendor, "baseline.json", runtime);
  const document = await json(vendor, "contract.json", contract);
  return {
    contract: {
      document: isObject(document) ? document : {},
      texts: [{ file: fileOf(vendor, "contract.json"), text: contract }],
      bundled: {},
    },
    pin,
    baseline: parsed(baselineSchema, await json(vendor, "baseline.json", baseline), vendor, "baseline.json"),
  };
}

/**
 * Throws as `readPinned` does, but for what is wrong within a `baseline.json`, at a fraction of the cost: whether what is
 * pinned can be used is to be known of all vendors before any of them is asked.
 */
export async function requirePinned(folder: string, vendor: string, runtime: Runtime): Promise<void> {
  await readContract(folder, vendor, runtime);
  const path = pathOf(folder, vendor, "baseline.json");
  if (!(await runtime.files.exists(path))) throw missing(vendor, "baseline.json");
}

/** The pin, and the text of the contract that it was sealed with. */
async function readContract(
  folder: string,
  vendor: string,
  runtime: Runtime,
): Promise<{ readonly pin: Pin; readonly contract: string }> {
  const pinned = await readText(folder, vendor, "pin.json", runtime);
  if (pinned === undefined) throw notPinned(vendor);
  const pin: Pin = parsed(pinSchema, await json(vendor, "pin.json", pinned), vendor, "pin.json");
  const contract = await required(folder, vendor, "contract.json", runtime);
  if (fingerprint(contract) === pin.contractSha256) return { pin, contract };
  throw broken("DP3202", vendor, "contract.json", { what: "the contract was changed after it was pinned" });
}

/**
 * How large a vendor's pinned contract is, in bytes, without reading it.
 * @param folder absolute folder of the configuration.
 * @throws UsageError (DP3201) where nothing is pinned
 */
export async function pinnedSize(folder: string, vendor: string, { files }: Runtime): Promise<number> {
  const path = pathOf(folder, vendor, "contract.json");
  if (!(await files.exists(path))) throw notPinned(vendor);
  return files.size(path);
}

/** What is to be pinned; what seals the contract is made by writing it. */
export type Unsealed = Omit<Pinned, "pin"> & { readonly pin: UnsealedPin };

type UnsealedPin = Omit<Pin, "contractSha256" | "seal"> & {
  /** Whether the contract was made of one text, so that `sha256` is that of all there is. */
  readonly isOneText: boolean;
};

/** A file of a pin, as it is to be. */
export interface PinFile {
  readonly name: Name;
  readonly text: string;
}

/**
 * The files of a pin, in the order in which they are to be written. The pin itself comes last: a crash before it leaves a
 * contract that no longer fits its pin, which `readPinned` tells.
 * @param types the text of `types.ts`; absent where none is wanted, or none could be made
 */
export function filesOf({ contract, pin, baseline }: Unsealed, types?: string): readonly PinFile[] {
  const text = pretty(contract.document);
  return [
    { name: "contract.json", text },
    { name: "baseline.json", text: pretty(baseline) },
    ...(types === undefined ? [] : [{ name: "types.ts", text: types } as const]),
    { name: "pin.json", text: pretty(sealed(pin, text)) },
  ];
}

/** Writes a pin's files into `specs/<vendor>/`, each whole or not at all, and only those that differ. */
export async function writeFiles(
  folder: string,
  vendor: string,
  files: readonly PinFile[],
  runtime: Runtime,
): Promise<"written" | "unchanged"> {
  let outcome: "written" | "unchanged" = "unchanged";
  for (const { name, text } of files) {
    const current = await readText(folder, vendor, name, runtime);
    if (current !== undefined && unixLines(current) === text) continue;
    await runtime.files.write(pathOf(folder, vendor, name), text);
    outcome = "written";
  }
  return outcome;
}

/**
 * Writes findings that the team accepts into a vendor's `pin.json`, and changes nothing else of it: one that was accepted
 * before keeps its place, with the new reason.
 * @param folder absolute folder of the configuration.
 * @throws UsageError as `readPinned` does
 */
export async function writeAccepted(
  folder: string,
  vendor: string,
  taken: readonly Acceptance[],
  runtime: Runtime,
): Promise<"written" | "unchanged"> {
  const { pin } = await readContract(folder, vendor, runtime);
  const reasons = new Map([...pin.accepted, ...taken].map(({ fingerprint, reason }) => [fingerprint, reason]));
  const accepted = [...reasons].map(([fingerprint, reason]) => ({ fingerprint, reason }));
  return writeFiles(folder, vendor, [{ name: "pin.json", text: pretty({ ...pin, accepted }) }], runtime);
}

/** Whether a vendor's pin has a `types.ts`, so that it is kept up to date. */
export function hasTypes(folder: string, vendor: string, { files }: Runtime): Promise<boolean> {
  return files.exists(pathOf(folder, vendor, "types.ts"));
}

function sealed({ source, version, sha256, include, accepted, isOneText }: UnsealedPin, contract: string): Json {
  const contractSha256 = fingerprint(contract);
  const seal = isOneText ? { seal: sealOf({ source, version, sha256, contractSha256, include }) } : {};
  const acceptances = accepted.map(({ fingerprint, reason }) => ({ fingerprint, reason }));
  return { source, version, sha256, contractSha256, ...seal, include, accepted: acceptances };
}

type Name = "contract.json" | "pin.json" | "baseline.json" | "types.ts";

/** Path of a pin's file, from the folder of the configuration, with slashes. */
export function fileOf(vendor: string, name: Name): string {
  return `specs/${vendor}/${name}`;
}

function pathOf(folder: string, vendor: string, name: Name): string {
  return join(folder, "specs", vendor, name);
}

async function readText(folder: string, vendor: string, name: Name, { files }: Runtime): Promise<string | undefined> {
  try {
    return String(await files.read(pathOf(folder, vendor, name)));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function required(folder: string, vendor: string, name: Name, runtime: Runtime): Promise<string> {
  const text = await readText(folder, vendor, name, runtime);
  if (text === undefined) throw missing(vendor, name);
  return text;
}

function missing(vendor: string, name: Name): UsageError {
  return broken("DP3203", vendor, name, { what: "a part of the pin is missing" });
}

async function json(vendor: string, name: Name, text: string): Promise<Json> {
  try {
    return await parseJson({ file: fileOf(vendor, name), text });
  } catch (cause) {
    if (!(cause instanceof CouldNotCheckError)) throw cause;
    throw broken("DP3204", vendor, name, { what: cause.what, where: cause.where, cause });
  }
}

function notPinned(vendor: string): UsageError {
  return new UsageError("DP3201", {
    what: `${vendor} is not pinned yet`,
    where: { file: fileOf(vendor, "pin.json") },
    todo: pinTodo(vendor),
  });
}

function parsed<T>(schema: z.ZodType<T>, value: Json, vendor: string, name: Name): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw broken("DP3204", vendor, name, {
    what: `${issue?.path.join(".") || "it"}: ${issue?.message}`,
    cause: result.error,
  });
}

function broken(
  code: `DP${number}`,
  vendor: string,
  name: Name,
  problem: Pick<ConstructorParameters<typeof UsageError>[1], "what" | "where" | "cause">,
): UsageError {
  const todo = `restore it from version control, or accept what is published now: ${pinTodo(vendor)}`;
  return new UsageError(code, { where: { file: fileOf(vendor, name) }, ...problem, todo });
}

function pinTodo(vendor: string): string {
  return `run "driftpin pin ${vendor}"`;
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

// git may check files out with CRLF on Windows; that is no edit.
function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

function fingerprint(text: string): string {
  return createHash("sha256").update(unixLines(text)).digest("hex");
}
