import type { Vendor } from "../config/schema.ts";
import type { Drift } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import type { Runtime } from "../runtime/index.ts";
import { aboutOf, type Contracts } from "./about.ts";
import { type CodePlace, certainties } from "./place.ts";
import { openProjects } from "./project/index.ts";
import { usesOf } from "./usage.ts";
import type { Subject, Use } from "./use.ts";

/** Whose code is looked at, and what it calls. */
export interface Caller extends Contracts {
  readonly vendor: Pick<Vendor, "code" | "server">;
  /** Absolute: globs start here, and places are relative to it. */
  readonly folder: string;
}

/**
 * The places in the team's code that each drift reaches, by fingerprint, the most certain first: where what it is about
 * is used; for what nobody can have used yet, where its operation is called. A drift that reaches nothing is left out.
 */
export async function impact(
  drifts: readonly Drift[],
  caller: Caller,
  runtime: Runtime,
): Promise<ReadonlyMap<string, readonly CodePlace[]>> {
  const { reached } = await reach(drifts, caller, runtime);
  return new Map([...reached].map(([fingerprint, uses]) => [fingerprint, placesOf(uses)]));
}

/** What the team's code uses of a contract, and which of it drifts reach. */
export interface Reach {
  readonly uses: readonly Use[];
  /** By fingerprint; a drift that reaches nothing is left out. */
  readonly reached: ReadonlyMap<string, readonly Use[]>;
}

/** The same as nodes of the code, for whoever changes it. */
export async function reach(drifts: readonly Drift[], caller: Caller, runtime: Runtime): Promise<Reach> {
  if (drifts.length === 0) return { uses: [], reached: new Map() };
  const { vendor, folder, pinned } = caller;
  const projects = await openProjects(vendor.code, folder, runtime);
  const uses = projects.flatMap((project) => usesOf(project, { pinned, server: vendor.server }));
  const reached = drifts.map((drift) => [drift.fingerprint, reachedBy(drift, uses, caller)] as const);
  return { uses, reached: new Map(reached.filter(([, own]) => own.length > 0)) };
}

/** The uses that a drift reaches. */
export function reachedBy(drift: Drift, uses: readonly Use[], contracts: Contracts): Use[] {
  const { operation } = drift;
  if (operation === undefined) return [];
  const own = uses.filter((use) => isSameOperation(use.operation, operation));
  const about = aboutOf(drift, contracts);
  const touched = own.flatMap((use) => touch(use, about));
  const isNew = touched.length === 0 && isOfRequest(about);
  return isNew ? own.filter(({ subject }) => subject.kind === "call") : touched;
}

/** What is to be sent from now on is sent nowhere yet: that concerns every call. */
function isOfRequest({ kind }: Subject): boolean {
  return kind === "parameter" || kind === "request" || kind === "status";
}

/** The use, where it is of what the drift is about, as certain as that is. */
function touch(use: Use, about: Subject): Use[] {
  const { subject } = use;
  if (about.kind === "response" && subject.kind === "handed-on") {
    return isBelow(about.pointer, subject.pointer) ? [{ ...use, certainty: "mentioned" }] : [];
  }
  return about.kind === subject.kind && isSame(subject, about) ? [use] : [];
}

/** Of two subjects of one kind. A place below is of the same, for it is gone or changed with what holds it. */
function isSame(subject: Subject, about: Subject): boolean {
  if ("pointer" in subject && "pointer" in about) {
    return subject.pointer === about.pointer || isBelow(subject.pointer, about.pointer);
  }
  if (!("name" in subject && "name" in about)) return true;
  const isOfPlace = !("in" in subject && "in" in about) || subject.in === about.in;
  return isOfPlace && subject.name === about.name;
}

function isBelow(pointer: string, above: string): boolean {
  return pointer.startsWith(`${above}/`);
}

/** Where uses are, each place once, the most certain first. */
export function placesOf(uses: readonly Use[]): CodePlace[] {
  return distinct(uses.map(placeOf));
}

function placeOf({ project, node, certainty }: Use): CodePlace {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return { file: project.pathOf(file), line: line + 1, column: character + 1, certainty };
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
