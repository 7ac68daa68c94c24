import type ts from "typescript";
import { isUntyped } from "../impact/project/types.ts";
import type { Use } from "../impact/use.ts";
import { isReplaced } from "./absence/may-be-absent.ts";
import type { Found } from "./kind.ts";
import { put } from "./put.ts";
import { readingOf, wrapped } from "./reading.ts";
import { isIdentifier } from "./style.ts";
import type { Edit } from "./suggestion.ts";

/**
 * Reads a member by its new name and, as long as that is not there, by the old one: `order.total_amount ?? order.total`.
 * Undefined where types would have to know both, or the code takes it apart.
 */
export function readEither(use: Use, to: string): Edit[] | undefined {
  const { ts, checker } = use.project;
  const reading = readingOf(use);
  const access = reading?.kind === "access" && ts.isPropertyAccessExpression(reading.expression) && reading.expression;
  if (!access || !isIdentifier(to)) return undefined;
  if (isReadEither(use, to)) return [];
  const isPlain = isUntyped(checker.getTypeAtLocation(access.expression), ts) && wrapped(access, ts) === access;
  if (!isPlain || isReplaced(access, use)) return undefined;
  return put(use, access, `${byName(access, to)} ?? ${access.getText()}`, "??");
}

/** Whether all that a drift reaches is read by the new name first already. */
export function isEitherRead({ drift: { rename }, uses }: Found): boolean {
  return rename !== undefined && uses.length > 0 && uses.every((use) => isReadEither(use, rename.to));
}

/** The same of one use. */
export function isReadEither(use: Use, to: string): boolean {
  const { ts } = use.project;
  const reading = readingOf(use);
  if (reading?.kind !== "access" || !ts.isPropertyAccessExpression(reading.expression)) return false;
  const { parent } = reading.expression;
  const isFallback = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isFallback && parent.right === reading.expression && parent.left.getText() === byName(reading.expression, to);
}

function byName({ expression, questionDotToken }: ts.PropertyAccessExpression, name: string): string {
  return `${expression.getText()}${questionDotToken ? "?." : "."}${name}`;
}
