import type ts from "typescript";
import type { Project } from "../project/index.ts";
import { assignedIn } from "./assigned.ts";
import { keptBy } from "./kept.ts";

/** Where each name of the team's code is meant by an identifier. */
export interface References {
  /** The names that mean what this one declares or means, in files of the team, without the name itself and others that declare it. */
  of(name: ts.Node): readonly ts.MemberName[];
  /** The same of a member that the team declares, of an object: of `{ order }`, not of the variable that it takes. */
  ofMember(name: ts.Node): readonly ts.MemberName[];
  /** What is assigned to what a name means, by expressions such as `this.http = axios.create()`. */
  assignedTo(name: ts.Node): readonly ts.Expression[];
  /**
   * Whether code keeps some value under a name. No other member can lead to where a value comes from, and asking the
   * compiler what a member is costs as much as checking the expression that it is of.
   */
  isKept(name: string): boolean;
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
  const own = new Set(sources);
  const byText = new Map<string, ts.MemberName[]>();
  /** The names that importers give to default exports. */
  const imported: ts.Identifier[] = [];
  const kept = new Set(["default"]); // of `export default`, which has no name
  const visit = (node: ts.Node): void => {
    const name = keptBy(node, ts);
    if (name) kept.add(name);
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) {
      const known = byText.get(node.text);
      if (known) known.push(node);
      else byText.set(node.text, [node]);
      if (ts.isImportClause(node.parent) && ts.isIdentifier(node)) imported.push(node);
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

  /** What `{ total }` takes out of an object, which is another thing than the variable that it declares. */
  function memberTaken(name: ts.Node): ts.Symbol | undefined {
    const { parent } = name;
    const isTaken = ts.isBindingElement(parent) && parent.name === name && parent.propertyName === undefined;
    if (!isTaken || !ts.isIdentifier(name) || !ts.isObjectBindingPattern(parent.parent)) return undefined;
    return checker.getNonNullableType(checker.getTypeAtLocation(parent.parent)).getProperty(name.text);
  }

  /** `export { get as fetchOrders }` and imports give a symbol further names. */
  function namesOf(symbol: ts.Symbol): Set<string> {
    const names = new Set([nameOf(symbol)]);
    for (const name of names) {
      for (const { parent, text } of byText.get(name) ?? []) {
        if ((ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) && parent.propertyName?.text === text) {
          names.add(parent.name.text);
        }
      }
    }
    return names;
  }

  /** The compiler's own name of a private member is not as the code has it. */
  function nameOf({ name, valueDeclaration }: ts.Symbol): string {
    const declared = valueDeclaration && ts.isPropertyDeclaration(valueDeclaration) ? valueDeclaration.name : undefined;
    return declared && ts.isPrivateIdentifier(declared) ? declared.text : name;
  }

  /** A default export has no name of its own: whoever imports it gives it one. */
  function candidates(symbol: ts.Symbol): ts.MemberName[] {
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

  type Found = Map<ts.Symbol | ts.Declaration, readonly ts.MemberName[]>;
  const found: Found = new Map();
  const assigned: Found = new Map();

  function ofSymbol(symbol: ts.Symbol | undefined, name: ts.Node): readonly ts.MemberName[] {
    return among(candidates, symbol, found).filter((other) => other !== name);
  }

  /** Those that mean a symbol. What a name means is what costs. */
  function among(
    named: (symbol: ts.Symbol) => readonly ts.MemberName[],
    symbol: ts.Symbol | undefined,
    found: Found,
  ): readonly ts.MemberName[] {
    if (symbol === undefined) return [];
    const meant = identity(symbol);
    const isMeant = (other: ts.Symbol | undefined) => other !== undefined && identity(other) === meant;
    const uses = (other: ts.MemberName) =>
      isMeant(memberTaken(other)) || (isMeant(symbolOf(other)) && !isDeclaring(other));
    const known = found.get(meant) ?? named(symbol).filter((other) => !isNaming(other, ts) && uses(other));
    found.set(meant, known);
    return known;
  }

  /** What an assignment sets a name to, or the member that it names. */
  function setTo(name: ts.MemberName): ts.Expression | undefined {
    const { parent } = name;
    return assignedIn(ts.isPropertyAccessExpression(parent) && parent.name === name ? parent : name, ts);
  }

  /** `const order = …`, `(order) => …`, `{ order: … }` */
  function isDeclaring(name: ts.MemberName): boolean {
    const { parent } = name;
    const isHolder = ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent);
    return isHolder && parent.name === name;
  }

  return {
    isKept: (name) => kept.has(name),
    symbolOf,
    of: (name) => ofSymbol(symbolOf(name), name),
    assignedTo(name) {
      const named = (symbol: ts.Symbol) => candidates(symbol).filter((other) => setTo(other) !== undefined);
      return among(named, symbolOf(name), assigned).flatMap((other) => (other === name ? [] : (setTo(other) ?? [])));
    },
    ofMember(name) {
      const symbol = checker.getSymbolAtLocation(name);
      const isOwn = symbol?.declarations?.some((declaration) => own.has(declaration.getSourceFile())) === true;
      return isOwn ? ofSymbol(symbol, name) : [];
    },
  };
}

/** The compiler makes new symbols for the same member where it widens a type. */
function identity(symbol: ts.Symbol): ts.Symbol | ts.Declaration {
  return symbol.valueDeclaration ?? symbol.declarations?.[0] ?? symbol;
}

/** Imports and exports hand a name on, and use nothing. */
function isNaming({ parent }: ts.MemberName, ts: Project["ts"]): boolean {
  return ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isExportSpecifier(parent);
}
