import type ts from "typescript";
import type { Description } from "../contract/contract.ts";
import { generatorOf, isGenerated } from "./project/generated.ts";
import type { Project } from "./project/index.ts";
import type { Use } from "./use.ts";
import { generatedFrom } from "./witness/generated.ts";

/** A file of the team's that a program wrote: nobody edits it, but it has to be written again. */
export interface GeneratedFile {
  /** Relative to the configuration's folder, with slashes. */
  readonly file: string;
  /** What wrote it, as far as it says so. */
  readonly by?: string;
}

/** The generated files that uses are in, or that the code around them has its types of the contract from; each once, by path. */
export function generatedFilesIn(pinned: Description): (uses: readonly Use[]) => GeneratedFile[] {
  const typesOf = new Map<Project, readonly GeneratedFile[]>();

  function types(project: Project): readonly GeneratedFile[] {
    const files = typesOf.get(project) ?? typesFrom(project, pinned);
    typesOf.set(project, files);
    return files;
  }

  return (uses) => {
    const around = [...new Set(uses.map(({ project }) => project))].flatMap(types);
    const own = uses
      .map(({ node, project }) => ({ source: node.getSourceFile(), project }))
      .filter(({ source }) => isGenerated(source))
      .map(({ source, project }) => generatedFile(source, project));
    const byPath = new Map([...around, ...own].map((one) => [one.file, one]));
    return [...byPath.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  };
}

/** Those of packages come with the next version of these. */
function typesFrom(project: Project, pinned: Description): GeneratedFile[] {
  return generatedFrom(project, pinned)
    .filter(({ fileName }) => !fileName.includes("/node_modules/"))
    .map((source) => generatedFile(source, project, "openapi-typescript"));
}

function generatedFile(source: ts.SourceFile, { pathOf }: Project, otherwise?: string): GeneratedFile {
  const by = generatorOf(source) ?? otherwise;
  return { file: pathOf(source), ...(by !== undefined && { by }) };
}
