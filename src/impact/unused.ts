import type ts from "typescript";
import type { Description } from "../contract/contract.ts";
import type { Undecided } from "../drift/finding.ts";
import { isSameOperation } from "../drift/operation.ts";
import { isWithin } from "../drift/within.ts";
import { tokens } from "../json.ts";
import { aboutOf, type Contracts } from "./about.ts";
import { isFor, openTo } from "./address.ts";
import { mostTexts } from "./flow/texts.ts";
import type { Project } from "./project/index.ts";
import { ownModulesIn } from "./project/own-modules.ts";
import type { Uncovered, Use } from "./use.ts";
import type { Asked, Sighted } from "./witness/sighted.ts";

/** All of the team's code that was read for a vendor. */
export interface Searched {
  readonly parts: readonly Part[];
  /** Files that the configuration names, and that may call the vendor in another language. */
  readonly unread: readonly string[];
  readonly globs: readonly string[];
  readonly pinned: Description;
  readonly server: string | undefined;
}

interface Part {
  readonly project: Project;
  readonly uses: readonly Use[];
  readonly uncovered: readonly Uncovered[];
  readonly sighted: Sighted;
}

/**
 * Tells of a drift that the code certainly does not use what it is about, by saying what was searched; undefined wherever
 * there is a doubt: a call of which the address is not known, an answer that is handed on, a name that occurs in the code
 * without being followed, a file that does not parse or is in another language, no call of the vendor found at all.
 */
export function unusedIn(
  searched: Searched,
  vendor: string,
): (drift: Undecided, contracts: Contracts) => string | undefined {
  const { parts, globs } = searched;
  const uses = parts.flatMap((part) => part.uses);
  const texts = wordsOf(parts);
  const isSure = uses.some(({ certainty }) => certainty !== "mentioned") && isAllRead(searched, vendor);
  const files = new Set(parts.flatMap(({ project }) => project.sources.map((file) => file.fileName))).size;
  return (drift, contracts) => {
    const { operation } = drift;
    if (!isSure || operation === undefined) return undefined;
    const own = uses.filter((use) => isSameOperation(use.operation, operation));
    if (mayBeCalled(operation.path, searched)) return undefined;
    const about = aboutOf(drift, contracts);
    const isUncalled = own.length === 0 && !isNamed(operation.path, texts);
    const isUnread = about.kind === "response" && about.pointer !== "" && isNeverRead(about.pointer, own, texts);
    return isUncalled || isUnread ? `${files} ${files === 1 ? "file" : "files"} of ${globs.join(", ")}` : undefined;
  };
}

function isAllRead({ parts, unread }: Searched, vendor: string): boolean {
  const isOwn = ownModulesIn(parts.map(({ project }) => project));
  return (
    unread.length === 0 &&
    parts.every(({ project, uncovered }) => uncovered.length === 0 && isClear(project, vendor, isOwn))
  );
}

/**
 * Whether every file parses, and none imports a package that is named after the vendor: nobody knows what that calls. One
 * of the team's that was read is none.
 */
function isClear(project: Project, vendor: string, isOwn: ReturnType<typeof ownModulesIn>): boolean {
  const { program, sources, ts } = project;
  const named = new RegExp(`(^|[^a-z])${vendor.toLowerCase().replace(/[^a-z0-9]/g, ".?")}`, "i");
  return sources.every((file) => {
    const modules = ts.preProcessFile(file.text, true, true).importedFiles.map(({ fileName }) => fileName);
    const unknown = modules.filter((name) => !name.startsWith(".") && named.test(name) && !isOwn(name, file, project));
    return program.getSyntacticDiagnostics(file).length === 0 && unknown.length === 0;
  });
}

/** Whether a request of which not all is known might be for a path. */
function mayBeCalled(path: string, { parts, pinned, server }: Searched): boolean {
  const isOpenTo = openTo(pinned, server);
  const concrete = path.replaceAll(/\{[^{}]*\}/g, "x");
  return parts.some(({ sighted }) =>
    sighted.asked.some(({ request: { target }, operations }) => {
      if (target.kind !== "address") return false;
      const isKnown = (text: string) => operations.some((operation) => isFor(text, operation.path));
      const open = target.addresses.filter(({ text }) => !isKnown(text));
      return target.addresses.length >= mostTexts || open.some(({ text }) => isOpenTo(text, concrete));
    }),
  );
}

/** Whether the code has the words of a path's last part that is not just a parameter; a path of nothing else has none of its own. */
function isNamed(path: string, { has }: Words): boolean {
  const parts = path.split("/").map((segment) => wordsIn(segment.replaceAll(/\{[^{}]*\}/g, " ")));
  return (parts.findLast((words) => words.length > 0) ?? []).every(has);
}

/** Whether nobody reads a place of an answer: everything of the operation is followed, and the name means other things. */
function isNeverRead(pointer: string, own: readonly Use[], { nodesOf, has }: Words): boolean {
  const isAbove = (at: string) => isWithin(pointer, at) || isWithin(at, pointer);
  const isOpen = own.some(
    ({ subject, certainty }) =>
      (subject.kind === "call" && certainty === "mentioned") ||
      (subject.kind === "handed-on" && isAbove(subject.pointer)) ||
      (subject.kind === "response" && isWithin(subject.pointer, pointer)),
  );
  const name = tokens(pointer).findLast((token) => token !== "*");
  return own.length > 0 && !isOpen && name !== undefined && nodesOf(name) === 0 && !has(name);
}

/** The words of the code. */
interface Words {
  /** How many identifiers have a name, apart from those that are known to read an answer. */
  readonly nodesOf: (name: string) => number;
  /** Whether a text contains a word, apart from the addresses of known calls. */
  readonly has: (word: string) => boolean;
}

function wordsOf(parts: readonly Part[]): Words {
  const names = new Map<string, number>();
  const texts = new Set<string>();
  for (const { project, uses, sighted } of parts) {
    const read = uses.filter(({ subject }) => subject.kind === "response").map(({ node }) => node);
    const known = new Set([...read, ...sighted.asked.flatMap(writtenIn)]);
    const visit = (node: ts.Node): void => {
      if (project.ts.isIdentifier(node) && !known.has(node)) names.set(node.text, (names.get(node.text) ?? 0) + 1);
      else if ("text" in node && typeof node.text === "string" && !project.ts.isSourceFile(node) && !known.has(node)) {
        for (const word of wordsIn(node.text)) texts.add(word);
      }
      project.ts.forEachChild(node, visit);
    };
    for (const source of project.sources) visit(source);
  }
  return { nodesOf: (name) => names.get(name) ?? 0, has: (word) => texts.has(word) };
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\w-]+/g) ?? [];
}

/** The literals of an address that is known. */
function writtenIn({ request: { target }, operations }: Asked): readonly ts.Node[] {
  return target.kind === "address" && operations.length > 0 ? target.addresses.flatMap(({ written }) => written) : [];
}
