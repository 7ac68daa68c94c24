import type ts from "typescript";
import { functionsIn } from "../../impact/flow/functions.ts";
import { referencesIn } from "../../impact/flow/references.ts";
import type { TypeScript } from "../../impact/project/compiler.ts";
import type { Project } from "../../impact/project/index.ts";
import type { Use } from "../../impact/use.ts";
import { wrapped } from "../reading.ts";
import { readsOf } from "../reads.ts";
import { typedAs } from "./typed.ts";

/**
 * The expressions that have a value that is read, wherever code passes it on: by other names, as an argument of the team's
 * functions, as what they return; not where they are also given, or also return, something else. What has the very type
 * that its member has is the value, too.
 */
export function passedOn(uses: readonly Use[], project: Project): ReadonlySet<ts.Expression> {
  const { ts } = project;
  const references = referencesIn(project);
  const functions = functionsIn(project, references);
  const own = uses.filter((use) => use.project === project);
  const passed = new Set([...own.flatMap((use) => readsOf(use, () => true)), ...typedAs(own, project)]);
  for (const value of passed) {
    for (const next of onwards(outerOf(value, ts))) passed.add(next);
  }
  return passed;

  function onwards(value: ts.Expression): readonly ts.Expression[] {
    const { parent } = value;
    if (ts.isAwaitExpression(parent)) return [parent];
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return references.of(parent.name);
    if (ts.isCallExpression(parent)) return received(parent, parent.arguments.indexOf(value));
    const isReturned = ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === value);
    return isReturned ? returned(value) : [];
  }

  /** The places that read a parameter, where all calls pass the value for it. */
  function received(call: ts.CallExpression, index: number): readonly ts.Expression[] {
    const written = functions.of(call.expression);
    const parameter = written?.parameters[index];
    if (!written || !parameter || !ts.isIdentifier(parameter.name)) return [];
    const isOnly = functions.callsOf(written).every(({ arguments: given }) => given?.[index] && has(given[index]));
    return isOnly && isOnlyCalled(call) ? references.of(parameter.name) : [];
  }

  /** Whether nobody hands the function on, to be called with whatever there is. */
  function isOnlyCalled({ expression }: ts.CallExpression): boolean {
    const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    return references.of(name).every((reference) => {
      const { parent } = reference;
      const callee = ts.isPropertyAccessExpression(parent) && parent.name === reference ? parent : reference;
      const isCalled = ts.isCallExpression(callee.parent) && callee.parent.expression === callee;
      return isCalled || ("name" in parent && parent.name === reference && callee === reference);
    });
  }

  /** The calls of a function that returns nothing else. */
  function returned(value: ts.Expression): readonly ts.Expression[] {
    const written = functions.of(functions.around(value) as ts.Expression);
    return written && functions.returnsOf(written).every(has) ? functions.callsOf(written) : [];
  }

  function has(value: ts.Expression): boolean {
    return [...passed].some((one) => outerOf(one, ts) === value);
  }
}

/** The names that code gives values: of variables, and of parameters. */
export function namesOf(values: ReadonlySet<ts.Expression>, project: Project): ts.Identifier[] {
  const { ts, sources } = project;
  const references = referencesIn(project);
  const names = [...values].flatMap((value) => {
    const declaration = ts.isIdentifier(value) ? references.symbolOf(value)?.valueDeclaration : undefined;
    if (!declaration || !sources.includes(declaration.getSourceFile())) return [];
    const isNamed = ts.isParameter(declaration) || ts.isVariableDeclaration(declaration);
    return isNamed && ts.isIdentifier(declaration.name) ? [declaration.name] : [];
  });
  return [...new Set(names)];
}

/** With what only says something of its type: `(order.state as State)`. */
export function outerOf(value: ts.Expression, ts: TypeScript): ts.Expression {
  const outer = wrapped(value, ts);
  const { parent } = outer;
  return ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent) ? outerOf(parent, ts) : outer;
}
