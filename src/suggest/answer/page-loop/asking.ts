import type ts from "typescript";
import type { Body } from "../../../impact/bodies.ts";
import { referencesIn } from "../../../impact/flow/references.ts";
import { saysNothing } from "../../../impact/project/types.ts";
import type { Use } from "../../../impact/use.ts";
import { anyInside } from "../../any-inside.ts";
import { around, typedCall } from "../body-in-code.ts";

/** A few statements in a row that ask for a list and keep it, and that nothing else depends on. */
export interface Asking {
  readonly first: ts.Statement;
  /** `const orders = …` or `return …`. */
  readonly last: ts.VariableStatement | ts.ReturnStatement;
  /** The list as it is kept, with all that is said of its type. */
  readonly value: ts.Expression;
  /** What the code says of its type. */
  readonly type: ts.TypeNode | undefined;
  /** The name that it is kept by; undefined where it is returned. */
  readonly name: ts.Identifier | undefined;
  /** The text of the address. */
  readonly address: ts.StringLiteralLike | ts.TemplateExpression;
  readonly ts: Body["project"]["ts"];
}

/**
 * The statements that ask for a body; undefined where they do not stand on their own.
 * @param calls where the code names the address of its operation
 */
export function askingFor({ node, project }: Body, calls: readonly Use[]): Asking | undefined {
  const { ts, checker } = project;
  if (ts.isBindingElement(node)) return undefined;
  const { outer: value, types, isPromise } = around(node, project);
  const kept = keptBy(value);
  if (kept === undefined || isPromise) return undefined;
  const statements: readonly ts.Statement[] = ts.isBlock(kept.last.parent) ? kept.last.parent.statements : [];
  const asked = calls.flatMap((call) => askedIn(call.node, statements.slice(0, statements.indexOf(kept.last) + 1)));
  const [only, ...others] = asked;
  if (only === undefined || others.length > 0) return undefined;
  const { first, address } = only;
  const needed = statements.slice(statements.indexOf(first), statements.indexOf(kept.last));
  const isAlone = isAnswerOf(first) && !needed.some(isReadLater) && ![...needed, kept.last].some(hasLongText);
  const told = [typedCall({ node, project })?.typeArguments?.[0], ...types, kept.type].find(
    (type) => type && !saysNothing(type, ts),
  );
  return isAlone ? { ...kept, first, address, value, type: told, ts } : undefined;

  function keptBy({ parent }: ts.Expression): Pick<Asking, "last" | "name" | "type"> | undefined {
    if (ts.isReturnStatement(parent)) return { last: parent, name: undefined, type: undefined };
    if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
    const { parent: list } = parent;
    const isOnly = ts.isVariableDeclarationList(list) && list.declarations.length === 1;
    return isOnly && ts.isVariableStatement(list.parent)
      ? { last: list.parent, name: parent.name, type: parent.type }
      : undefined;
  }

  function askedIn(part: ts.Node, before: readonly ts.Statement[]): Pick<Asking, "first" | "address">[] {
    const first = before.find((statement) => part.pos >= statement.pos && part.end <= statement.end);
    const isText = ts.isStringLiteralLike(part) || ts.isTemplateExpression(part);
    return first && isText && !part.getText().includes("#") ? [{ first, address: part }] : [];
  }

  /** Whether the body is read from what that statement asks for. */
  function isAnswerOf(statement: ts.Statement): boolean {
    if (statement === kept?.last) return true;
    const isDeclaredHere = (part: ts.Node) => {
      const declaration = ts.isIdentifier(part) ? checker.getSymbolAtLocation(part)?.valueDeclaration : undefined;
      return declaration !== undefined && ts.findAncestor(declaration, (around) => around === statement) !== undefined;
    };
    return anyInside(value, isDeclaredHere, ts);
  }

  /** Whether code behind the loop would miss a name that is declared in it. */
  function isReadLater(statement: ts.Statement): boolean {
    if (!ts.isVariableStatement(statement)) return false;
    const end = kept?.last.end ?? 0;
    return statement.declarationList.declarations.some(
      ({ name }) =>
        !ts.isIdentifier(name) ||
        referencesIn(project)
          .of(name)
          .some(({ pos }) => pos >= end),
    );
  }

  /** Whether a text goes over several lines, so that moving them in would change it. */
  function hasLongText(statement: ts.Node): boolean {
    const isLong = (part: ts.Node) =>
      (ts.isTemplateExpression(part) || ts.isNoSubstitutionTemplateLiteral(part)) && part.getText().includes("\n");
    return anyInside(statement, isLong, ts);
  }
}
