import type ts from "typescript";
import type { Project } from "../../impact/project/index.ts";
import { constantOf } from "./constant.ts";
import { outerOf } from "./passed.ts";

/** What code holds a value against. */
export interface Met {
  /** Expressions that stand for one of its values: `"paid"`, `State.Paid`. */
  readonly expressions: readonly ts.Expression[];
  /** The keys of tables that it is looked up in, as far as nothing else is. */
  readonly keys: readonly ts.PropertyName[];
}

/** `state === "paid"`, `case "paid":`, `["paid"].includes(state)`, `labels[state]`. */
export function metBy(values: ReadonlySet<ts.Expression>, project: Project): Met {
  const { ts } = project;
  const all = [...values].map((value) => outerOf(value, ts));
  const isValue = (node: ts.Node) => all.some((value) => value === node);
  return { expressions: all.flatMap(expressionsAt), keys: all.flatMap(keysAt) };

  function expressionsAt(value: ts.Expression): readonly ts.Expression[] {
    const { parent } = value;
    if (ts.isBinaryExpression(parent)) {
      const isCompared = /^[!=]==?$/.test(ts.tokenToString(parent.operatorToken.kind) ?? "");
      return isCompared ? [parent.left === value ? parent.right : parent.left] : [];
    }
    if (ts.isSwitchStatement(parent))
      return parent.caseBlock.clauses.filter(ts.isCaseClause).map(({ expression }) => expression);
    const isLookedFor = ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression);
    return isLookedFor && isSearch(parent) ? elementsOf(parent.expression.expression) : [];
  }

  function isSearch({ expression }: ts.CallExpression): boolean {
    return ts.isPropertyAccessExpression(expression) && /^(includes|has|indexOf)$/.test(expression.name.text);
  }

  /** Of a list that is written here, or of a constant that nothing but the value is looked for in. */
  function elementsOf(list: ts.Expression): readonly ts.Expression[] {
    if (ts.isIdentifier(list)) {
      const constant = constantOf(list, project);
      const isOnly = constant?.references.every(
        ({ parent: { parent } }) => ts.isCallExpression(parent) && isSearch(parent) && parent.arguments.every(isValue),
      );
      return constant && isOnly ? elementsOf(constant.value) : [];
    }
    if (ts.isAsExpression(list) || ts.isParenthesizedExpression(list)) return elementsOf(list.expression);
    const [first] = ts.isNewExpression(list) && list.expression.getText() === "Set" ? (list.arguments ?? []) : [];
    return first ? elementsOf(first) : ts.isArrayLiteralExpression(list) ? list.elements : [];
  }

  function keysAt(value: ts.Expression): ts.PropertyName[] {
    const { parent } = value;
    const isLookup = ts.isElementAccessExpression(parent) && parent.argumentExpression === value;
    const constant = isLookup ? constantOf(parent.expression, project) : undefined;
    const isOnly = constant?.references.every(
      ({ parent: access }) => ts.isElementAccessExpression(access) && isValue(access.argumentExpression),
    );
    const table = constant && isOnly ? bare(constant.value) : undefined;
    return table && ts.isObjectLiteralExpression(table)
      ? table.properties.filter(ts.isPropertyAssignment).map(({ name }) => name)
      : [];
  }

  function bare(value: ts.Expression): ts.Expression {
    return ts.isAsExpression(value) || ts.isSatisfiesExpression(value) ? bare(value.expression) : value;
  }
}
