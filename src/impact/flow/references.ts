import type ts from "typescript";
import type { Project } from "../project/index.ts";

/** Where each name of the team's code is meant by an identifier. */
export interface References {
  /** The identifiers that mean what this name declares or means, in files of the team, without the name itself. */
  of(name: ts.Node): readonly ts.Identifier[];
  /** The same of a member of an object: of `{ order }`, not of the variable that it takes. */
  ofMember(name: ts.Node): readonly ts.Identifier[];
  /** What a name means, behind imports. */
  symbolOf(name: ts.Node): ts.Symbol | undefined;
}

/** The names of a project, which is searched for them once. */
export function referencesIn(project: Project): References {
  const references = ofProjects.get(project) ?? indexed(project);
  ofProjects.set(project, references);
  return references;
}

const ofProjects = new WeakMap<Project, References>();

/** Looks names up by their text first: most of a program is never asked for. */
function indexed({ ts, checker, sources }: Project): References {
  const byText = new Map<string, ts.Identifier[]>();
  /** The names that importers give to default exports. */
  const imported: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const known = byText.get(node.text);
      if (known) known.push(node);
      else byText.set(node.text, [node]);
      if (ts.isImportClause(node.parent)) imported.push(node);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(source);

  function symbolOf(name: ts.Node): ts.Symbol | undefined {
    const { parent } = name;
    const found =
      parent && ts.isShorthandPropertyAssignment(parent)
        ? checker.getShorthandAssignmentValueSymbol(parent)
        : checker.getSymbolAtLocation(name);
    if (found === undefined) return undefined;
    return found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  }

  /** `export { get as fetchOrders }` and imports give a symbol further names. */
  function namesOf(symbol: ts.Symbol): Set<string> {
    const names = new Set([symbol.name]);
    for (const name of names) {
      for (const { parent, text } of byText.get(name) ?? []) {
        if ((ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) && parent.propertyName?.text === text) {
          names.add(parent.name.text);
        }
      }
    }
    return names;
  }

  /** A default export has no name of its own: whoever imports it gives it one. */
  function candidates(symbol: ts.Symbol): ts.Identifier[] {
    const isDefault = symbol.name === "default";
    const names = isDefault ? new Set(imported.map(({ text }) => text)) : namesOf(symbol);
    for (const { text } of isExported(symbol) ? imported : []) names.add(text);
    return [...names].flatMap((name) => byText.get(name) ?? []);
  }

  function isExported({ declarations = [] }: ts.Symbol): boolean {
    return declarations.some(
      (declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Default) !== 0,
    );
  }

  const found = new Map<ts.Symbol | ts.Declaration, readonly ts.Identifier[]>();

  function ofSymbol(symbol: ts.Symbol | undefined, name: ts.Node): readonly ts.Identifier[] {
    if (symbol === undefined) return [];
    const meant = identity(symbol);
    const isMeant = (other: ts.Symbol | undefined) => other !== undefined && identity(other) === meant;
    const known = found.get(meant) ?? candidates(symbol).filter((other) => isMeant(symbolOf(other)));
    found.set(meant, known);
    return known.filter((other) => other !== name && !isNaming(other, ts));
  }

  return {
    symbolOf,
    of: (name) => ofSymbol(symbolOf(name), name),
    ofMember: (name) => ofSymbol(checker.getSymbolAtLocation(name), name),
  };
}

/** The compiler makes new symbols for the same member where it widens a type. */
function identity(symbol: ts.Symbol): ts.Symbol | ts.Declaration {
  return symbol.valueDeclaration ?? symbol.declarations?.[0] ?? symbol;
}

/** Imports and exports hand a name on, and use nothing. */
function isNaming({ parent }: ts.Identifier, ts: Project["ts"]): boolean {
  return ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isExportSpecifier(parent);
}
