import type { ts } from "ts-morph";
import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import type { Drift } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import { tokens } from "../json.ts";
import type { Runtime } from "../runtime/index.ts";
import { operationsAt } from "./address.ts";
import type { Call, WayOfCalling } from "./call.ts";
import { type CodePlace, certainties } from "./place.ts";
import { readsOf } from "./reads.ts";
import { requestStrings } from "./request-strings.ts";
import { readSources } from "./source.ts";

/** How code may reach an operation, the most certain first. */
const ways: readonly WayOfCalling[] = [requestStrings];

/** Whose code is looked at, and what it calls. */
export interface Caller {
  readonly vendor: Pick<Vendor, "code" | "server">;
  /** The contract that the code was written for. */
  readonly pinned: Description;
  /** Absolute: globs start here, and places are relative to it. */
  readonly folder: string;
}

/**
 * The places in the team's code that each drift reaches, by fingerprint, the most certain first: where its operation is
 * called, and where the property that it is about is read beside the call. A drift that reaches nothing is left out.
 */
export async function impact(
  drifts: readonly Drift[],
  { vendor, pinned, folder }: Caller,
  runtime: Runtime,
): Promise<ReadonlyMap<string, readonly CodePlace[]>> {
  if (drifts.length === 0) return new Map();
  const sources = await readSources(vendor.code, folder, runtime);
  const at = operationsAt(pinned, vendor.server);
  const calls = sources.flatMap((source) => ways.flatMap((way) => way.find(source, at)));
  const reached = drifts.map((drift) => [drift.fingerprint, placesOf(drift, calls)] as const);
  return new Map(reached.filter(([, places]) => places.length > 0));
}

function placesOf({ operation, instancePath = "" }: Drift, calls: readonly Call[]): CodePlace[] {
  if (operation === undefined) return [];
  const reaching = calls.filter(({ operations }) => operations.some((one) => isSameOperation(one, operation)));
  const property = tokens(instancePath).at(-1);
  return distinct([
    ...reaching.map((call) => placeOf(call.node, call, call.certainty)),
    ...reaching.flatMap((call) =>
      property === undefined ? [] : readsOf(property, call).map((read) => placeOf(read, call, "mentioned")),
    ),
  ]);
}

function placeOf(node: ts.Node, { source }: Call, certainty: CodePlace["certainty"]): CodePlace {
  const { line, character } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree));
  return { file: source.path, line: line + 1, column: character + 1, certainty };
}

/** Each place once, at its most certain; then by file and line. */
function distinct(places: readonly CodePlace[]): CodePlace[] {
  const sorted = places.toSorted(byCertaintyAndPlace);
  const key = ({ file, line, column }: CodePlace) => `${file}:${line}:${column}`;
  return [...new Map(sorted.toReversed().map((place) => [key(place), place])).values()].toSorted(byCertaintyAndPlace);
}

function byCertaintyAndPlace(a: CodePlace, b: CodePlace): number {
  const certainty = certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty);
  const file = a.file < b.file ? -1 : Number(a.file > b.file);
  return certainty || file || a.line - b.line || a.column - b.column;
}
