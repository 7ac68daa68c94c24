import type { ts } from "@ts-morph/common";
import type { Description } from "../contract/contract.ts";
import { typesOf } from "../contract/types.ts";
import type { Contracts } from "../impact/about.ts";
import type { Project } from "../impact/project/index.ts";
import type { Overlay } from "../impact/project/program.ts";
import { usesOf } from "../impact/usage.ts";
import { shadowOf, typesModule } from "../impact/witness/shadow.ts";
import { sight } from "../impact/witness/sighted.ts";
import { applied, byFile } from "./edits.ts";
import type { Edit } from "./suggestion.ts";

/** Whose code it is, and what it calls. */
export interface Calling {
  readonly vendor: { readonly name: string; readonly server?: string | undefined };
  readonly contracts: Contracts;
  /** Absolute: edits name their files from here. */
  readonly folder: string;
}

/** Tells whether edits bring no new error, and leave none where they were made. */
export type Verify = (edits: readonly Edit[]) => Promise<boolean>;

/**
 * A check of patches: in memory, the code with the edits is compiled against the types of the published contract, untyped
 * calls with those types put in. What was wrong before, with either contract, is no fault of a patch. Nothing passes
 * where there is no published contract, or no types of it.
 * @param files that any of the patches changes: they and whoever imports them are checked
 */
export function verifier(projects: readonly Project[], files: ReadonlySet<string>, calling: Calling): Verify {
  let known: Promise<Bases | undefined> | undefined;
  return async (edits) => {
    known ??= basesOf(projects, files, calling);
    const bases = await known;
    return bases?.every((base) => passes(base, edits)) ?? false;
  };
}

type Bases = readonly Base[];

/** A project, and what is wrong with it without a patch. */
interface Base {
  readonly project: Project;
  readonly affected: ReadonlySet<string>;
  readonly errorsOf: (texts: Overlay) => readonly Wrong[];
  /** With the pinned contract: mistakes of old. */
  readonly old: readonly Wrong[];
  /** With the published one: what patches are for, and what other drifts break. */
  readonly broken: readonly Wrong[];
  readonly folder: string;
}

interface Wrong {
  readonly file: string;
  readonly key: string;
  /** In the text with the patch. */
  readonly position: number;
}

async function basesOf(
  projects: readonly Project[],
  files: ReadonlySet<string>,
  calling: Calling,
): Promise<Bases | undefined> {
  const { pinned, published } = calling.contracts;
  if (published === undefined) return undefined;
  const [before, after] = [await typesOf(pinned, calling.vendor.name), await typesOf(published, calling.vendor.name)];
  if (before.kind === "none" || after.kind === "none") return undefined;
  const texts = { pinned: before.text, published: after.text };
  return projects.flatMap((project) => {
    const affected = importersOf(project, files);
    if (affected.size === 0) return [];
    const check = (contract: Description, types: string, overlay: Overlay) =>
      errorsOf(project, affected, { ...calling, contract, types, overlay });
    const errors = (overlay: Overlay) => check(published, texts.published, overlay);
    const old = check(pinned, texts.pinned, new Map());
    return [{ project, affected, errorsOf: errors, old, broken: errors(new Map()), folder: calling.folder }];
  });
}

/** The files, by absolute path, and those that import them, however far away. */
function importersOf({ program, ts, pathOf }: Project, files: ReadonlySet<string>): ReadonlySet<string> {
  const checker = program.getTypeChecker();
  const own = program
    .getSourceFiles()
    .filter((file) => !program.isSourceFileFromExternalLibrary(file) && !file.isDeclarationFile);
  const importers = new Map<string, string[]>();
  const visit = (node: ts.Node, from: string): void => {
    if (ts.isStringLiteralLike(node)) {
      const [target] = checker.getSymbolAtLocation(node)?.declarations ?? [];
      if (target && ts.isSourceFile(target))
        importers.set(target.fileName, [...(importers.get(target.fileName) ?? []), from]);
    }
    ts.forEachChild(node, (child) => visit(child, from));
  };
  for (const file of own) visit(file, file.fileName);
  const affected = new Set(own.filter((file) => files.has(pathOf(file))).map(({ fileName }) => fileName));
  for (const file of affected) for (const importer of importers.get(file) ?? []) affected.add(importer);
  return affected;
}

interface Checking extends Calling {
  readonly contract: Description;
  readonly types: string;
  /** The patch, by absolute path. */
  readonly overlay: Overlay;
}

/** What the compiler says of the code with the types of a contract. */
function errorsOf(project: Project, affected: ReadonlySet<string>, checking: Checking): Wrong[] {
  const { vendor, contracts, folder, contract, types, overlay } = checking;
  const patched = overlay.size > 0 ? project.with(overlay) : project;
  const { sighted, watch } = sight();
  usesOf(patched, { pinned: contracts.pinned, server: vendor.server }, watch);
  const shadow = shadowOf(patched, sighted);
  const declared = `declare module "${typesModule}" {\n${types}\n}\n${shadow.declarations(contract)}`;
  const checked = patched.with(
    new Map([
      ...overlay,
      ...Array.from(shadow.files, ([file, { text }]) => [file, text] as const),
      [`${folder}/driftpin-witness.d.ts`, declared],
      ...generated(patched, vendor.name).map((file) => [file, types] as const),
    ]),
  );
  return [...affected].flatMap((file) => {
    const source = checked.program.getSourceFile(file);
    const found = source ? checked.program.getSemanticDiagnostics(source) : [];
    return found.map((one) => wrong(one, file, project, shadow.files.get(file)?.original));
  });
}

function wrong(
  { start = 0, code, messageText }: ts.Diagnostic,
  file: string,
  { ts }: Project,
  original = (position: number) => position,
): Wrong {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  return { file, key: `${file} ${code} ${text}`, position: original(start) };
}

/** The types that the team keeps of this contract. */
function generated({ program }: Project, vendor: string): string[] {
  const own = program.getSourceFiles().map(({ fileName }) => fileName);
  return own.filter((file) => file.endsWith(`/specs/${vendor}/types.ts`));
}

function passes({ project, affected, errorsOf, old, broken, folder }: Base, edits: readonly Edit[]): boolean {
  const { program } = project;
  const files = new Map([...byFile(edits)].map(([file, own]) => [absolute(file, folder), own]));
  const mine = [...files].filter(([file]) => affected.has(file));
  if (mine.length === 0) return true;
  const texts = mine.map(([file, own]) => [file, applied(program.getSourceFile(file)?.text ?? "", own)] as const);
  const left = without(errorsOf(new Map(texts)), old);
  const isNew = without(left, broken).length > 0;
  return !isNew && !left.some(({ file, position }) => isTouched(position, file, files.get(file) ?? [], texts));
}

/** What is in the first list and not in the second, each as often as it is there. */
function without(errors: readonly Wrong[], known: readonly Wrong[]): Wrong[] {
  const counts = new Map<string, number>();
  for (const { key } of known) counts.set(key, (counts.get(key) ?? 0) + 1);
  return errors.filter(({ key }) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
}

/** Whether a place is on a line that an edit changed. */
function isTouched(
  position: number,
  file: string,
  edits: readonly Edit[],
  texts: readonly (readonly [file: string, text: string])[],
): boolean {
  const text = texts.find(([name]) => name === file)?.[1] ?? "";
  let shift = 0;
  return edits.some((edit) => {
    const [start, end] = [edit.start + shift, edit.start + shift + edit.text.length];
    shift += edit.text.length - (edit.end - edit.start);
    return text.lastIndexOf("\n", start - 1) < position && position <= (text.indexOf("\n", end) + 1 || text.length + 1);
  });
}

function absolute(file: string, folder: string): string {
  return `${folder.replaceAll("\\", "/").replace(/\/$/, "")}/${file}`;
}
