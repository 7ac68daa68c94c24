import type ts from "typescript";
import { referencesIn } from "../impact/flow/references.ts";
import type { TypeScript } from "../impact/project/compiler.ts";
import type { Use } from "../impact/use.ts";
import { readingOf, wrapped } from "./reading.ts";

/**
 * The expressions that read the value of a use: the reading itself or, where that gives the value a name, wherever the name
 * is read.
 * @param isName whether the declaration of a variable with the value does no more than give it another name
 */
export function readsOf(
  use: Pick<Use, "node" | "project">,
  isName: (declaration: ts.VariableDeclaration) => boolean,
): ts.Expression[] {
  const { ts } = use.project;
  const seen = new Set<ts.Node>();
  const reading = readingOf(use);
  if (reading?.kind === "access") return ofValue(reading.expression);
  const name = reading?.element.name;
  return name && ts.isIdentifier(name) ? ofName(name) : [];

  function ofValue(value: ts.Expression): ts.Expression[] {
    const { parent } = wrapped(value, ts);
    return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && isName(parent)
      ? ofName(parent.name)
      : [value];
  }

  function ofName(name: ts.Identifier): ts.Expression[] {
    if (seen.has(name)) return [];
    seen.add(name);
    return referencesIn(use.project).of(name).flatMap(ofValue);
  }
}

/**
 * The same through constants whose type nobody wrote down, with the `!` that is put after a read; undefined where the use
 * is no reading, or the value's name may also have another value.
 */
export function constantReadsOf(use: Use): ts.Expression[] | undefined {
  const { ts } = use.project;
  const reading = readingOf(use);
  if (reading === undefined) return undefined;
  if (reading.kind === "binding" && !isFixed(reading.element, ts)) return undefined;
  const reads = readsOf(use, (declaration) => !declaration.type && isConstant(declaration, ts));
  return reads.map((read) => (ts.isNonNullExpression(read.parent) ? read.parent : read));
}

/** A name of a pattern, without a default, that nothing else is assigned to. */
function isFixed(element: ts.BindingElement, ts: TypeScript): boolean {
  const root = ts.walkUpBindingElementsAndPatterns(element);
  const isKept = ts.isParameter(root) || isConstant(root, ts);
  return ts.isIdentifier(element.name) && element.initializer === undefined && isKept;
}

/** What is exported may also be read where nobody looks. */
function isConstant(declaration: ts.VariableDeclaration, ts: TypeScript): boolean {
  const { parent } = declaration;
  const isExported = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
  return ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0 && !isExported;
}
