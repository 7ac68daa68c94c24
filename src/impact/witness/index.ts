import type ts from "typescript";
import type { Description } from "../../contract/contract.ts";
import { typesOf } from "../../contract/types.ts";
import type { Project } from "../project/index.ts";
import type { Overlay } from "../project/program.ts";
import type { Called } from "../target.ts";
import { watched } from "../usage.ts";
import { affectedIn } from "./affected.ts";
import { type CompileError, errorsIn, newAmong, newWherever } from "./errors.ts";
import { generatedFrom } from "./generated.ts";
import { reachedFrom } from "./reach.ts";
import { type Shadow, shadowOf, typesModule } from "./shadow.ts";
import { type Sighted, sight } from "./sighted.ts";

/** A contract before and after, each with its types. */
export interface Sides {
  /** Where it is served, beside what the contract says. */
  readonly server: string | undefined;
  readonly pinned: Side;
  readonly published: Side;
}

interface Side {
  readonly contract: Description;
  /** What `openapi-typescript` makes of it. */
  readonly types: string;
}

/** What the compiler says of a project's code, held against both contracts. */
export interface Witness {
  /** Errors of code that was fine with the pinned contract and is not with the published one. */
  readonly broken: readonly CompileError[];
  /** Paths of the files that were checked, sorted. */
  readonly checked: readonly string[];
  /** Errors that the code has with the published contract when its files have these texts, and does not have today. */
  readonly after: (edited: Overlay) => CompileError[];
}

/** The types of both contracts; undefined where one of them has none. */
export async function sidesOf({ pinned, server }: Called, published: Description): Promise<Sides | undefined> {
  const [before, after] = [await typesOf(pinned, "-"), await typesOf(published, "-")];
  if (before.kind === "none" || after.kind === "none") return undefined;
  return {
    server,
    pinned: { contract: pinned, types: before.text },
    published: { contract: published, types: after.text },
  };
}

/**
 * Type-checks a project in memory against the published contract, and where that has errors, against the pinned one: what
 * is left is what the vendor broke. Files that were generated from the contract get the new types, and calls that say
 * nothing of types get them, too.
 * @param sighted what was seen when the uses of the pinned contract were read
 */
export function witness(project: Project, sighted: Sighted, { pinned, published, server }: Sides): Witness {
  const held = hold(project, sighted, pinned.contract);
  const today = held.against(published);
  const errors = errorsOf(today, held.files);
  const known = held.against(pinned);
  return {
    broken: newAmong(errors, errorsOf(known, filesOf(errors))),
    checked: [...held.files].sort(),
    after(edited) {
      const changed = project.with(edited);
      const again = sight();
      watched(changed, { pinned: published.contract, server }, asking(changed, edited), again.watch);
      const then = hold(changed, again.sighted, pinned.contract);
      const left = errorsAfter(then.against(published), new Set([...then.files, ...edited.keys()]));
      return newWherever(left, errorsOf(known, filesOf(left)));
    },
  };

  /** The files that send requests: no patch makes others do so. */
  function asking({ sources }: Project, edited: Overlay): ts.SourceFile[] {
    const paths = new Set(sighted.asked.map(({ call }) => call.getSourceFile().fileName));
    return sources.filter(({ fileName }) => paths.has(fileName) || edited.has(fileName));
  }

  /** Only what an edit can change is checked again. */
  function errorsAfter(edited: Typed, files: ReadonlySet<string>): CompileError[] {
    const affected = files.size === 0 ? files : affectedIn(edited.project(), today.project());
    const isOpen = (file: string) => affected.has(file) || !held.files.has(file);
    return [
      ...errors.filter(({ file }) => files.has(file) && !isOpen(file)),
      ...errorsOf(edited, new Set([...files].filter(isOpen))),
    ];
  }
}

function filesOf(errors: readonly CompileError[]): Set<string> {
  return new Set(errors.map(({ file }) => file));
}

function errorsOf({ project, inserted }: Typed, files: ReadonlySet<string>): CompileError[] {
  return files.size === 0 ? [] : errorsIn(project(), files, inserted);
}

interface Held {
  /** Files that the types can reach. */
  readonly files: ReadonlySet<string>;
  readonly against: (side: Side) => Typed;
}

/** A project with the types of a contract. */
interface Typed {
  /** Compiled when it is first asked for. */
  readonly project: () => Project;
  readonly inserted: Shadow["files"];
}

function hold(project: Project, sighted: Sighted, pinned: Description): Held {
  const generated = generatedFrom(project, pinned).map(({ fileName }) => fileName);
  const shadow = shadowOf(project, sighted);
  const seeds = new Set([...generated, ...shadow.files.keys()]);
  const reached = seeds.size === 0 ? [] : reachedFrom(seeds, project).map(({ fileName }) => fileName);
  return {
    files: new Set(reached.filter((file) => !generated.includes(file))),
    against(side) {
      let compiled: Project | undefined;
      return { project: () => (compiled ??= withTypesOf(side)), inserted: shadow.files };
    },
  };

  function withTypesOf(side: Side): Project {
    const texts = Array.from(shadow.files, ([file, { text }]) => [file, text] as const);
    const types = generated.map((file) => [file, side.types] as const);
    const declared = [besides(project), declarations(side, shadow.declarations)] as const;
    return project.with(new Map([...texts, ...types, declared]));
  }
}

/** A path of a file that is not there, where relative ones of the project start. */
function besides({ sources: [first] }: Project): string {
  return `${first?.fileName ?? "/"}.driftpin.d.ts`;
}

function declarations({ contract, types }: Side, of: (contract: Description) => string): string {
  return `declare module "${typesModule}" {\n${types}\n}\n${of(contract)}\n`;
}
