import type ts from "typescript";
import type { Project } from "../project/index.ts";
import { ownIn, reachedFrom } from "./reach.ts";
import { type Declared, shapeOf } from "./shape.ts";
import { type Shape, spreadIn } from "./spread.ts";

/**
 * Paths of the files in which the compiler may find something else than it found before: those with another text, and
 * those that use what others declare differently now. Whatever a file gets from others starts at a name that it imports;
 * where its own declarations change too, or have such a name in them, whoever imports those follows. What cannot be told
 * concerns everyone who imports it, also through others.
 */
export function affectedIn(project: Project, before: Project): ReadonlySet<string> {
  const own = ownIn(project);
  const affected = new Set(project.program.getSourceFiles().filter(isChanged));
  const spread = spreadIn(project);
  const shapes = new Map<ts.SourceFile, Shape>();
  for (let known = -1; known < affected.size + spread.size(); ) {
    known = affected.size + spread.size();
    for (const file of affected) {
      const shape = shapes.get(file) ?? shapeNow(file);
      if (shape === undefined) return whoever();
      shapes.set(file, shape);
      spread.declared(file, shape);
    }
    for (const file of own) if (spread.reaches(file)) affected.add(file);
  }
  return pathsOf(affected);

  function isChanged({ fileName, text }: ts.SourceFile): boolean {
    return before.program.getSourceFile(fileName)?.text !== text;
  }

  /** Undefined where what is different is seen everywhere, or cannot be told. */
  function shapeNow({ fileName }: ts.SourceFile): Shape | undefined {
    const [now, then] = [shapeOf(fileName, project), shapeOf(fileName, before)];
    if (now === undefined || then === undefined) return undefined;
    const different = [...without(now, then), ...without(then, now)];
    return different.some(({ isGlobal }) => isGlobal) ? undefined : { now, different };
  }

  function whoever(): Set<string> {
    const paths = pathsOf(affected);
    return new Set([...paths, ...pathsOf(reachedFrom(paths, project))]);
  }
}

function without(all: readonly Declared[], others: readonly Declared[]): Declared[] {
  const texts = new Set(others.map(({ text }) => text));
  return all.filter(({ text }) => !texts.has(text));
}

function pathsOf(files: Iterable<ts.SourceFile>): Set<string> {
  return new Set(Array.from(files, ({ fileName }) => fileName));
}
