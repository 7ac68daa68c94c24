import type ts from "typescript";
import { referencesIn } from "../../impact/flow/references.ts";
import { isGenerated } from "../../impact/project/generated.ts";
import type { Project } from "../../impact/project/index.ts";

/** What the team gave a name once. */
export interface Constant {
  readonly value: ts.Expression;
  /** Wherever its value is meant; `typeof` in types asks for no value. */
  readonly references: readonly ts.MemberName[];
}

/** What a name stands for: a constant, a member of an enum or of a constant object; undefined for all else. */
export function constantOf(expression: ts.Expression, project: Project): Constant | undefined {
  const { ts, sources } = project;
  const references = referencesIn(project);
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (!ts.isIdentifier(name)) return undefined;
  const declaration = references.symbolOf(name)?.valueDeclaration;
  const file = declaration?.getSourceFile();
  if (!declaration || !file || !sources.includes(file) || isGenerated(file)) return undefined;
  const isHeld =
    ts.isEnumMember(declaration) ||
    ts.isPropertyAssignment(declaration) ||
    (ts.isVariableDeclaration(declaration) && (declaration.parent.flags & ts.NodeFlags.Const) !== 0);
  return isHeld && declaration.initializer
    ? {
        value: declaration.initializer,
        references: references.ofMember(declaration.name).filter(({ parent }) => !ts.isTypeQueryNode(parent)),
      }
    : undefined;
}
