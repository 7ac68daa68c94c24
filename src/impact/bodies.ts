import type ts from "typescript";
import type { Operation } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { functionsIn } from "./flow/functions.ts";
import type { Known } from "./flow/known.ts";
import { pointerOf } from "./flow/parts.ts";
import { referencesIn } from "./flow/references.ts";
import type { Project } from "./project/index.ts";
import type { Sighted } from "./witness/sighted.ts";

/** Where code gets the body of an answer into its hands. */
export interface Body {
  readonly project: Project;
  /** Those whose bodies come this way. */
  readonly operations: readonly Operation[];
  /** The body or a promise of it; or what a pattern takes out of an answer: `const { data } = await axios.get(…)`. */
  readonly node: ts.Expression | ts.BindingElement;
}

/**
 * Where the bodies of operations come in that are alike: what the library gives, such as `await response.json()`; where
 * that is one place for other operations, too, the call of the team's function that returns one of these.
 */
export type BodiesOf = (isAlike: (operation: Operation) => boolean) => readonly Body[];

/** Finds bodies by what was seen while the uses of a project were read. */
export function bodiesIn(project: Project, { asked, met }: Sighted): BodiesOf {
  const { ts } = project;
  const functions = functionsIn(project, referencesIn(project));
  const calls: ReadonlySet<ts.Node> = new Set(asked.map(({ call }) => call));
  const bodies = [...met].flatMap(([node, knowns]) => {
    const operations = distinct(knowns.filter(isBody));
    return operations.length > 0 ? [{ node, operations, taken: takenBy(node) }] : [];
  });

  return (isAlike) => {
    const found = new Map<ts.Node, Body>();
    const mixed = new Set<ts.Node>();
    for (const { node, operations, taken } of bodies) {
      const place = taken ?? (isReturned(node, mixed) ? node : undefined);
      if (place === undefined || found.has(place)) continue;
      if (operations.every(isAlike)) found.set(place, { project, operations, node: place });
      else mixed.add(place);
    }
    return [...found.values()];
  };

  /** What of the code takes a body out of an answer, where an expression is the first to hold it. */
  function takenBy(node: ts.Node): Body["node"] | undefined {
    if (ts.isCallExpression(node)) return isReading(node) ? node : undefined;
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      return isKnown(node.expression, "answer") ? node : undefined;
    return ts.isIdentifier(node) ? bindingOf(node) : undefined;
  }

  /** `response.json()`, `JSON.parse(text)`, or a method of an SDK that gives the body itself. */
  function isReading(call: ts.CallExpression): boolean {
    const { expression, arguments: given } = call;
    const isMethod =
      ts.isPropertyAccessExpression(expression) &&
      !/^(then|catch|finally)$/.test(expression.name.text) &&
      isKnown(expression.expression, "answer");
    return isMethod || calls.has(call) || given.some((one) => isKnown(one, "text"));
  }

  function isKnown(node: ts.Node, kind: Known["part"]["kind"]): boolean {
    return met.get(node)?.some(({ part }) => part.kind === kind) === true;
  }

  function bindingOf(name: ts.Identifier): ts.BindingElement | undefined {
    const declaration = project.checker.getSymbolAtLocation(name)?.valueDeclaration;
    if (declaration === undefined || !ts.isBindingElement(declaration)) return undefined;
    const { parent: holder } = declaration.parent;
    if (ts.isVariableDeclaration(holder)) return isAnswer(holder.initializer) ? declaration : undefined;
    const { parent: call } = holder.parent;
    const isChained = ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression);
    return isChained && isAnswer(call.expression.expression) ? declaration : undefined;
  }

  function isAnswer(node: ts.Expression | undefined): boolean {
    return node !== undefined && isKnown(node, "answer");
  }

  /** A call of a function of the team's through which bodies of other operations come, too. */
  function isReturned(node: ts.Node, mixed: ReadonlySet<ts.Node>): node is ts.CallExpression {
    const written = ts.isCallExpression(node) ? functions.of(node.expression) : undefined;
    return written !== undefined && [...mixed].some((one) => ts.findAncestor(one, (around) => around === written));
  }
}

function isBody({ part, lists }: Known): boolean {
  return lists === 0 && pointerOf(part) === "";
}

function distinct(knowns: readonly Known[]): Operation[] {
  return [...new Map(knowns.map(({ operation }) => [operationName(operation), operation])).values()];
}
