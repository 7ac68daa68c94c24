import type ts from "typescript";
import { referencesIn } from "../../impact/flow/references.ts";
import type { Use } from "../../impact/use.ts";

/** The value of a credential in code: what it begins with, and the secret after that. */
export interface Secret {
  readonly value: ts.Expression;
  /** `Bearer`, as the code spells it; absent where the value is the secret alone, as far as the code tells. */
  readonly word?: { readonly text: string; readonly start: number };
  readonly secret: ts.Expression;
}

/** Takes a value apart; undefined where the secret itself is written in the code, for a patch would show it. */
export function secretIn(value: ts.Expression, { project }: Pick<Use, "project">): Secret | undefined {
  const { ts } = project;
  const references = referencesIn(project);
  const found = afterWord(value);
  return isWritten(found.secret) ? undefined : found;

  /** `Bearer ${token}` and `"Bearer " + token` */
  function afterWord(whole: ts.Expression): Secret {
    const [head, secret] = partsOf(whole);
    const word = head && /^([A-Za-z][\w-]*) +$/.exec(head.text)?.[1];
    return head && secret && word !== undefined
      ? { value: whole, word: { text: word, start: head.getStart() + 1 }, secret }
      : { value: whole, secret: whole };
  }

  function partsOf(whole: ts.Expression): [{ readonly text: string; getStart(): number }?, ts.Expression?] {
    if (ts.isTemplateExpression(whole)) {
      const [only, ...more] = whole.templateSpans;
      return only && more.length === 0 && only.literal.text === "" ? [whole.head, only.expression] : [];
    }
    const isSum = ts.isBinaryExpression(whole) && whole.operatorToken.kind === ts.SyntaxKind.PlusToken;
    return isSum && ts.isStringLiteral(whole.left) ? [whole.left, whole.right] : [];
  }

  /** A text, or a name that stands for one. Names of settings, as in `env["SHOP_KEY"]`, are none. */
  function isWritten(node: ts.Node, depth = 0): boolean {
    if (ts.isStringLiteralLike(node)) return node.text !== "";
    if (depth > 4) return true;
    if (ts.isIdentifier(node)) return isDeclaredAs(node, depth);
    if (ts.isTemplateExpression(node))
      return (
        /\w{8}/.test(node.getText().replace(/\$\{[^}]*\}/g, "")) ||
        node.templateSpans.some(({ expression }) => isWritten(expression, depth))
      );
    if (ts.isBinaryExpression(node)) return isWritten(node.left, depth) || isWritten(node.right, depth);
    if (ts.isConditionalExpression(node)) return isWritten(node.whenTrue, depth) || isWritten(node.whenFalse, depth);
    if (ts.isPropertyAccessExpression(node)) return isDeclaredAs(node.name, depth);
    const isWrapped = ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node);
    return isWrapped && isWritten(node.expression, depth);
  }

  function isDeclaredAs(name: ts.Node, depth: number): boolean {
    const declaration = references.symbolOf(name)?.valueDeclaration;
    const isHolder =
      declaration &&
      (ts.isVariableDeclaration(declaration) ||
        ts.isPropertyAssignment(declaration) ||
        ts.isPropertyDeclaration(declaration) ||
        ts.isParameter(declaration));
    return isHolder && declaration.initializer ? isWritten(declaration.initializer, depth + 1) : false;
  }
}
