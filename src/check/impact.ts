import type { Config, Vendor } from "../config/schema.ts";
import type { Operation } from "../contract/contract.ts";
import { operationName, operations } from "../contract/operations.ts";
import { readPinned } from "../contract/store.ts";
import { placesOf } from "../impact/code-place.ts";
import { openProjects } from "../impact/project/index.ts";
import { usageOf } from "../impact/usage.ts";
import type { Subject, Uncovered, Use } from "../impact/use.ts";
import type { ImpactReport, UncoveredCall, UsedContract, UsedOperation, UsedPart } from "../report/used.ts";
import type { Runtime } from "../runtime/index.ts";
import { all } from "./all.ts";
import type { CheckOptions } from "./index.ts";
import { chosen } from "./vendors.ts";

/**
 * What the team's code uses of the pinned contracts. Nothing is sent, and nothing fetched.
 * @throws UsageError where a vendor is unknown or not pinned
 */
export async function impactOf(config: Config, { runtime, vendors }: CheckOptions): Promise<ImpactReport> {
  const used = chosen(config, vendors).map((vendor) => usedBy(vendor, config.folder, runtime));
  return { schemaVersion: 1, used: all(await Promise.allSettled(used)) };
}

async function usedBy({ name, code, server }: Vendor, folder: string, runtime: Runtime): Promise<UsedContract> {
  const { contract: pinned } = await readPinned(folder, name, runtime);
  const projects = await openProjects(code, folder, runtime);
  const usages = projects.map((project) => usageOf(project, { pinned, server }));
  const uses = usages.flatMap((usage) => usage.uses);
  const operationsUsed = operations(pinned.document).map((operation) => usedOf(operation, uses));
  return {
    vendor: name,
    searched: {
      globs: code,
      files: new Set(projects.flatMap(({ sources }) => sources.map((file) => file.fileName))).size,
    },
    operations: operationsUsed.filter(({ parts }) => parts.length > 0),
    unused: operationsUsed.filter(({ parts }) => parts.length === 0).map(({ operation }) => operation),
    uncovered: usages.flatMap((usage) => usage.uncovered.flatMap(uncoveredCall)),
  };
}

function usedOf(operation: Operation, uses: readonly Use[]): UsedOperation {
  const name = operationName(operation);
  const own = uses.filter((use) => operationName(use.operation) === name);
  const bySubject = new Map<string, Use[]>();
  for (const use of own) {
    const key = JSON.stringify(use.subject);
    bySubject.set(key, [...(bySubject.get(key) ?? []), use]);
  }
  const parts = [...bySubject.values()].flatMap((alike): UsedPart[] => {
    const [first] = alike;
    const places = placesOf(alike);
    return first && places.length > 0 ? [{ ...first.subject, places }] : [];
  });
  return { operation, parts: parts.sort(inOrder) };
}

/** The calls, then what is sent, then what is read. */
const kinds: readonly Subject["kind"][] = [
  "call",
  "credential",
  "parameter",
  "request",
  "status",
  "response-header",
  "response",
  "handed-on",
];

function inOrder(a: UsedPart, b: UsedPart): number {
  const key = (part: UsedPart) => [part.in, part.name, part.pointer].join(" ");
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (key(a) < key(b) ? -1 : 1);
}

/** Where such a call is told as the use of no operation in particular. */
function uncoveredCall({ why, project, node }: Uncovered): UncoveredCall[] {
  const nowhere = { method: "", path: "" };
  const places = placesOf([{ operation: nowhere, subject: { kind: "call" }, certainty: "mentioned", project, node }]);
  return places.map(({ how: _, ...place }) => ({ why, place }));
}
