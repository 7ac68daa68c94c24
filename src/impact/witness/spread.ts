import type ts from "typescript";
import { literal } from "../../literal.ts";
import type { Project } from "../project/index.ts";
import { type Import, importsOf } from "./reach.ts";
import { anything, type Declared } from "./shape.ts";

/** What a file declares now, and what it declares now or declared before, and not both times. */
export interface Shape {
  readonly now: readonly Declared[];
  readonly different: readonly Declared[];
}

/** What is different, as it spreads over the modules of a project. */
export interface Spread {
  /** Takes in what a file declares differently, and what it declares by what is different elsewhere. */
  declared(file: ts.SourceFile, shape: Shape): void;
  /** Whether a file uses something of another that is different there. */
  reaches(file: ts.SourceFile): boolean;
  /** How much is different: it only grows. */
  size(): number;
}

export function spreadIn(project: Project): Spread {
  const { ts } = project;
  /** The names of what is different, by the module that gives it. */
  const given = new Map<ts.SourceFile, Set<string>>();
  const imports = new Map<ts.SourceFile, readonly Import[]>();

  function give(file: ts.SourceFile, names: Iterable<string>): void {
    const known = given.get(file) ?? new Set();
    for (const name of names) known.add(name);
    if (known.size > 0) given.set(file, known);
  }

  function importsIn(file: ts.SourceFile): readonly Import[] {
    const known = imports.get(file) ?? importsOf(file, project);
    imports.set(file, known);
    return known;
  }

  function takenBy(file: ts.SourceFile): Taken[] {
    return importsIn(file).flatMap(({ node, of }) => {
      const different = given.get(of);
      return different ? takenIn(node.parent, different) : [];
    });
  }

  function takenIn(parent: ts.Node, different: ReadonlySet<string>): Taken[] {
    if (ts.isExportDeclaration(parent)) {
      const names = exported(parent.exportClause, different);
      return names.length > 0 ? [{ kind: "handed on", names }] : [];
    }
    const by = ts.isImportDeclaration(parent) ? parent : holderOf(parent);
    if (by === undefined) return [{ kind: "unnamed" }];
    return mentionsOf(by, different).map((mention) => ({ kind: "used", by, mention }));
  }

  /** `import shop = require("./shop")`, `const shop = await import("./shop")` */
  function holderOf(loaded: ts.Node): ts.ImportEqualsDeclaration | ts.VariableDeclaration | undefined {
    const { parent } = loaded;
    if (ts.isImportEqualsDeclaration(parent) || ts.isVariableDeclaration(parent)) return parent;
    return ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) ? holderOf(parent) : undefined;
  }

  function mentionsOf(by: Importing, different: ReadonlySet<string>): RegExp[] {
    if (!ts.isImportDeclaration(by)) return boundBy(by.name).map((name) => whole(name, different));
    const { name, namedBindings } = by.importClause ?? {};
    const own = name && isAmong(different, "default") ? [word(name.text)] : [];
    if (namedBindings === undefined) return own;
    if (ts.isNamespaceImport(namedBindings)) return [...own, whole(namedBindings.name, different)];
    return [...own, ...chosen(namedBindings.elements, different).map(word)];
  }

  function exported(clause: ts.NamedExportBindings | undefined, different: ReadonlySet<string>): string[] {
    if (clause === undefined) return [...different].filter((name) => name !== "default");
    return ts.isNamespaceExport(clause) ? [clause.name.text] : chosen(clause.elements, different);
  }

  function chosen(
    specifiers: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[],
    different: ReadonlySet<string>,
  ): string[] {
    return specifiers
      .filter(({ name, propertyName }) => isAmong(different, (propertyName ?? name).text))
      .map(({ name }) => name.text);
  }

  function boundBy(name: ts.BindingName): ts.Identifier[] {
    if (ts.isIdentifier(name)) return [name];
    return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundBy(element.name) : []));
  }

  /** A type that the compiler spells with the module that it is from: of a file that may not import that itself. */
  function isSpelledOut(text: string): boolean {
    return (
      text.includes("import(") && [...given.values()].some((names) => [...names].some((name) => text.includes(name)))
    );
  }

  return {
    declared(file, { now, different }) {
      const taken = takenBy(file);
      const names = [...(given.get(file) ?? [])];
      const mentions = [...taken.flatMap((one) => (one.kind === "used" ? one.mention : [])), ...names.map(word)];
      const isBy = ({ text }: Declared) => mentions.some((mention) => mention.test(text)) || isSpelledOut(text);
      const isAll = taken.some(({ kind }) => kind === "unnamed");
      const other = [...different, ...now.filter((one) => isAll || isBy(one))];
      give(file, [
        ...other.flatMap((one) => one.names),
        ...taken.flatMap((one) => (one.kind === "handed on" ? one.names : [])),
      ]);
    },
    reaches(file) {
      return takenBy(file).some((one) => one.kind !== "used" || one.mention.test(textBesides(one.by, file)));
    },
    size: () => [...given.values()].reduce((sum, { size }) => sum + size, 0),
  };
}

/** How a file takes in something that is different. */
type Taken =
  /** By a name of its own, which `mention` finds in a text. */
  | { readonly kind: "used"; readonly by: Importing; readonly mention: RegExp }
  /** Only to give it on, by these names. */
  | { readonly kind: "handed on"; readonly names: readonly string[] }
  /** By no name, as `import("./shop")` does. */
  | { readonly kind: "unnamed" };

type Importing = ts.ImportDeclaration | ts.ImportEqualsDeclaration | ts.VariableDeclaration;

/** A whole module: `shop` alone, or with a member that is different, but not `shop.other`. */
function whole({ text }: ts.Identifier, different: ReadonlySet<string>): RegExp {
  if (isAmong(different, anything)) return word(text);
  const members = [...different].map(literal).join("|");
  return new RegExp(`${word(text).source}(?!\\.(?!(?:${members})(?![\\w$])))`, "u");
}

function word(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${literal(name)}(?![\\w$])`, "u");
}

function isAmong(different: ReadonlySet<string>, name: string): boolean {
  return different.has(name) || different.has(anything);
}

function textBesides({ pos, end }: Importing, { text }: ts.SourceFile): string {
  return text.slice(0, pos) + text.slice(end);
}
