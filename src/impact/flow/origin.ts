import type ts from "typescript";
import type { Project } from "../project/index.ts";
import { assignedIn } from "./assigned.ts";
import { firstOf } from "./first-of.ts";
import type { Functions } from "./functions.ts";
import type { References } from "./references.ts";

/** Where a value comes from: something that a module exports, or what its calls made. */
export interface Origin {
  readonly module: string;
  /** What was imported, then the members that lead on from there: `default`, `create`. */
  readonly path: readonly string[];
  /** The calls on that way, in their order, such as `axios.create({ … })`. */
  readonly calls: readonly (ts.CallExpression | ts.NewExpression)[];
}

/** Finds out what an expression stands for, through imports, constants, members of classes, and functions that make it. */
export type OriginOf = (expression: ts.Expression) => Origin | undefined;

export function originsIn({ ts, checker, sources }: Project, references: References, functions: Functions): OriginOf {
  const own = new Set(sources);
  const under = new Set<ts.Node>();

  function originOf(expression: ts.Expression): Origin | undefined {
    if (under.has(expression)) return undefined; // it stands for itself
    under.add(expression);
    const origin = look(expression);
    under.delete(expression);
    return origin;
  }

  function look(node: ts.Expression): Origin | undefined {
    if (ts.isIdentifier(node)) return named(node);
    if (ts.isPropertyAccessExpression(node)) return member(node);
    if (ts.isCallExpression(node)) return required(node) ?? made(node) ?? returnedBy(node);
    if (ts.isNewExpression(node)) return made(node);
    if (ts.isBinaryExpression(node)) return originOf(node.left) ?? originOf(node.right);
    const isWrapped =
      ts.isParenthesizedExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node);
    return isWrapped ? originOf(node.expression) : undefined;
  }

  function named(name: ts.Identifier): Origin | undefined {
    const symbol = checker.getSymbolAtLocation(name);
    const [declaration] = symbol?.declarations ?? [];
    // Not declared anywhere: a global that a script brought along, such as `axios` of a page.
    if (symbol === undefined) return { module: name.text, path: ["default"], calls: [] };
    if (declaration === undefined) return undefined;
    if ((symbol.flags & ts.SymbolFlags.Alias) === 0) return declared(declaration);
    const target = checker.getAliasedSymbol(symbol).declarations?.find((one) => own.has(one.getSourceFile()));
    if (target) return declared(target);
    // In JavaScript, what a `require` is stored in stands for the module, as an import does.
    return ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration)
      ? declared(declaration)
      : imported(declaration);
  }

  function imported(declaration: ts.Declaration): Origin | undefined {
    const module = ts.findAncestor(declaration, ts.isImportDeclaration)?.moduleSpecifier;
    if (module === undefined || !ts.isStringLiteralLike(module)) return undefined;
    return { module: module.text, path: importedName(declaration), calls: [] };
  }

  function importedName(declaration: ts.Declaration): string[] {
    if (ts.isNamespaceImport(declaration)) return [];
    return ts.isImportSpecifier(declaration) ? [(declaration.propertyName ?? declaration.name).text] : ["default"];
  }

  function declared(declaration: ts.Declaration): Origin | undefined {
    if (ts.isBindingElement(declaration)) return takenOut(declaration);
    if (ts.isParameter(declaration)) return held(declaration) ?? given(declaration);
    if (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) return held(declaration);
    if (ts.isPropertyAssignment(declaration)) return originOf(declaration.initializer);
    if (ts.isExportAssignment(declaration)) return originOf(declaration.expression);
    const assigned = assignedIn(declaration, ts);
    if (assigned) return originOf(assigned);
    return ts.isShorthandPropertyAssignment(declaration) ? shorthand(declaration) : undefined;
  }

  function shorthand(declaration: ts.ShorthandPropertyAssignment): Origin | undefined {
    const value = checker.getShorthandAssignmentValueSymbol(declaration)?.valueDeclaration;
    return value && declared(value);
  }

  /** `const { request } = require("undici")` */
  function takenOut({ name, propertyName, parent }: ts.BindingElement): Origin | undefined {
    const member = propertyName ?? name;
    const whole = ts.isVariableDeclaration(parent.parent) ? parent.parent.initializer : undefined;
    const origin = whole && originOf(whole);
    return origin && ts.isIdentifier(member) ? { ...origin, path: [...origin.path, member.text] } : undefined;
  }

  type Holder = ts.VariableDeclaration | ts.PropertyDeclaration | ts.ParameterDeclaration;

  /** By what it is set to, where it is declared or later, and by its type. */
  function held({ name, initializer, type }: Holder): Origin | undefined {
    return (initializer && originOf(initializer)) ?? (type && typed(type)) ?? assignedTo(name);
  }

  /** A value of a type that a module exports, such as `AxiosInstance`. */
  function typed(type: ts.TypeNode): Origin | undefined {
    if (!ts.isTypeReferenceNode(type)) return undefined;
    const name = ts.isIdentifier(type.typeName) ? type.typeName : type.typeName.left;
    const symbol = checker.getSymbolAtLocation(name);
    const [declaration] = symbol?.declarations ?? [];
    const isImported = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return isImported && declaration ? imported(declaration) : undefined;
  }

  /** `this.http = axios.create()` */
  function assignedTo(name: ts.Node): Origin | undefined {
    return firstOf(references.assignedTo(name), originOf);
  }

  /** What callers hand in. */
  function given(parameter: ts.ParameterDeclaration): Origin | undefined {
    const index = parameter.parent.parameters.indexOf(parameter);
    return firstOf(functions.callsOf(parameter.parent), (call) => {
      const argument = call.arguments?.[index];
      return argument && originOf(argument);
    });
  }

  function member({ expression, name }: ts.PropertyAccessExpression): Origin | undefined {
    const origin = originOf(expression);
    if (origin) return { ...origin, path: [...origin.path, name.text] };
    if (!references.isKept(name.text)) return undefined;
    const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
    const declaration = declarations.find((one) => own.has(one.getSourceFile()));
    return declaration && declared(declaration);
  }

  /** `require("axios")` and `import("axios")` */
  function required({ expression, arguments: [module] }: ts.CallExpression): Origin | undefined {
    const isRequire = ts.isIdentifier(expression) && expression.text === "require";
    const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
    const isModule = (isRequire || isImport) && module !== undefined && ts.isStringLiteralLike(module);
    return isModule ? { module: module.text, path: [], calls: [] } : undefined;
  }

  function made(call: ts.CallExpression | ts.NewExpression): Origin | undefined {
    const origin = originOf(call.expression);
    return origin && { ...origin, calls: [...origin.calls, call] };
  }

  /** A function of the team's that makes a client. */
  function returnedBy({ expression }: ts.CallExpression): Origin | undefined {
    const written = functions.of(expression);
    return written && firstOf(functions.returnsOf(written), originOf);
  }

  /** Every way of calling asks for the same callees. */
  const known = new Map<ts.Expression, Origin | undefined>();

  return (expression) => {
    if (!known.has(expression)) known.set(expression, originOf(expression));
    return known.get(expression);
  };
}
