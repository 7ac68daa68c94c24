import type ts from "typescript";
import type { Operation } from "../../contract/contract.ts";
import type { Undecided } from "../../drift/finding.ts";
import { isSameOperation } from "../../drift/operation.ts";
import { tokens } from "../../json.ts";
import { aboutOf, type Contracts } from "../about.ts";
import { pointerOf } from "../flow/parts.ts";
import type { Project } from "../project/index.ts";
import { isBelow, isSame, reachedBy } from "../reached.ts";
import type { Subject, Use } from "../use.ts";
import { blamed, gravestOf, makersIn, placeOf } from "./blamed.ts";
import type { CompileError } from "./errors.ts";
import type { Sighted } from "./sighted.ts";

/** A project's code as it was read. */
export interface Read {
  readonly project: Project;
  readonly uses: readonly Use[];
  readonly sighted: Sighted;
}

/**
 * Ties each error to the drifts that make it, by fingerprint: those of which something is at its place; else those whose
 * property, or whose new value, its message names; of these, those that its message is about. With the cause untold, the
 * gravest: what is used in the same file goes first, then what is used at all.
 */
export function tied(
  errors: readonly CompileError[],
  drifts: readonly Undecided[],
  read: Read,
  contracts: Contracts,
): ReadonlyMap<string, readonly Use[]> {
  // What only live answers show is in no type.
  const told = drifts.flatMap((drift): Told[] => {
    const { verdict, operation } = drift;
    if (verdict === "silent" || operation === undefined) return [];
    return [{ drift, operation, about: aboutOf(drift, contracts), reached: reachedBy(drift, read.uses, contracts) }];
  });
  const found = new Map<string, Use[]>();
  for (const error of errors) {
    const node = nodeAt(error, read.project);
    if (node === undefined) continue;
    for (const { drift, use } of causes(error, node, told, read)) {
      found.set(drift.fingerprint, [...(found.get(drift.fingerprint) ?? []), use]);
    }
  }
  return found;
}

interface Told {
  readonly drift: Undecided;
  readonly operation: Operation;
  readonly about: Subject;
  readonly reached: readonly Use[];
}

interface Cause {
  readonly drift: Undecided;
  readonly use: Use;
}

function causes(error: CompileError, node: ts.Node, told: readonly Told[], read: Read): Cause[] {
  const says = error.text;
  const atPlace = told.flatMap((one) =>
    one.reached.filter((use) => isWithin(use.node, node)).map((use) => ({ ...one, use: compiled(use, says) })),
  );
  return atPlace.length > 0
    ? blamed(atPlace, says)
    : elsewhere(error, node, told, read).map((one) => causeOf(one, { node, says, read }));
}

/** Those that make an error at a place of which nothing is known to be used. */
function elsewhere(
  { text, code }: CompileError,
  node: ts.Node,
  told: readonly Told[],
  { uses, sighted }: Read,
): Told[] {
  const held = heldAt(node, sighted);
  const names = namesIn(text);
  const isNamed = ({ about, drift }: Told) =>
    ("pointer" in about && names.has(tokens(about.pointer).at(-1) ?? "")) ||
    ("name" in about && names.has(about.name)) ||
    newValues(drift).some((one) => names.has(one));
  const following = told.filter((one) => held.some((value) => isOf(value, one) || (holds(value, one) && isNamed(one))));
  if (following.length > 0) return blamed(atPlacesOf(following, told), text);
  const here = uses.filter((use) => use.node.getSourceFile() === node.getSourceFile());
  const known = told.filter(({ operation }) => isAmong(operation, uses));
  const near = known.filter(({ operation }) => isAmong(operation, [...held, ...here]));
  const named = [near, known, told].map((some) => some.filter(isNamed)).find((some) => some.length > 0);
  if (named) return blamed(atPlacesOf(named, told), text);
  const left = [near, known, told].find((some) => some.length > 0) ?? [];
  const makers = makersIn(left, text);
  const adding = unfinished.has(code) ? left.filter(({ drift }) => newValues(drift).length > 0) : [];
  const gravest = [makers, atPlacesOf(adding, left), left].map(gravestOf).find((one) => one !== undefined);
  return gravest ? blamed(atPlacesOf([gravest], left), text) : [];
}

/** With what else is about the same places: it may be the one that a message means. */
function atPlacesOf(some: readonly Told[], told: readonly Told[]): Told[] {
  const places = new Set(some.map(placeOf));
  return told.filter((one) => places.has(placeOf(one)));
}

function isAmong(operation: Operation, others: readonly { readonly operation: Operation }[]): boolean {
  return others.some((other) => isSameOperation(other.operation, operation));
}

/** What the compiler says of a function that does not return in each case, without saying which: 2366, 7030. */
const unfinished: ReadonlySet<number> = new Set([2366, 7030]);

/** The values that an answer may have from now on, as the drift's text quotes them. */
function newValues({ rule, text }: Undecided): string[] {
  return /^response-.*enum-value-added$/.test(rule)
    ? Array.from(text.matchAll(/"([^"]*)"/g), ([, value = ""]) => value)
    : [];
}

/** A part of an answer that an expression holds. */
interface Value {
  readonly operation: Operation;
  readonly pointer: string;
}

function heldAt(node: ts.Node, { met }: Sighted): Value[] {
  const values: Value[] = [];
  const visit = (inner: ts.Node): void => {
    for (const { operation, part } of met.get(inner) ?? []) {
      const pointer = pointerOf(part);
      if (pointer !== undefined) values.push({ operation, pointer });
    }
    inner.forEachChild(visit);
  };
  visit(node);
  return values;
}

/** Whether the value is what the drift is about. */
function isOf({ operation, pointer }: Value, { operation: own, about }: Told): boolean {
  return isSameOperation(own, operation) && about.kind === "response" && isSame({ kind: "response", pointer }, about);
}

/** Whether what the drift is about is somewhere in the value. */
function holds({ operation, pointer }: Value, { operation: own, about }: Told): boolean {
  return isSameOperation(own, operation) && about.kind === "response" && isBelow(about.pointer, pointer);
}

function causeOf(
  { drift, operation, about }: Told,
  { node, says, read: { project } }: { readonly node: ts.Node; readonly says: string; readonly read: Read },
): Cause {
  return {
    drift,
    use: { operation, subject: about, certainty: "compiled", project, node: nameIn(node, about, project), says },
  };
}

/** The name that is read, of `order.total` that may be null. */
function nameIn(node: ts.Node, about: Subject, { ts }: Project): ts.Node {
  const isRead =
    "pointer" in about && ts.isPropertyAccessExpression(node) && node.name.text === tokens(about.pointer).at(-1);
  return isRead ? node.name : node;
}

function compiled(use: Use, says: string): Use {
  return { ...use, certainty: "compiled", says };
}

/** The words of what a message quotes: `'order.total' is possibly 'undefined'.` */
function namesIn(message: string): ReadonlySet<string> {
  const quoted = message.match(/'[^'\n]*'/g) ?? [];
  return new Set(quoted.flatMap((text) => text.match(/[\w$-]+/g) ?? []));
}

function isWithin(inner: ts.Node, outer: ts.Node): boolean {
  return inner.getSourceFile() === outer.getSourceFile() && inner.pos >= outer.pos && inner.end <= outer.end;
}

/** The smallest node that takes in the place of an error. */
function nodeAt({ file, start, end }: CompileError, { program }: Project): ts.Node | undefined {
  const source = program.getSourceFile(file);
  const visit = (node: ts.Node): ts.Node | undefined =>
    node.getStart(source) <= start && end <= node.end ? (node.forEachChild(visit) ?? node) : undefined;
  return source && visit(source);
}
