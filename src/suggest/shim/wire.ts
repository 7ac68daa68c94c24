import type ts from "typescript";
import type { Body } from "../../impact/bodies.ts";
import { isJavaScript, isUntyped, mayBeNothing } from "../../impact/project/types.ts";
import { around, typedCall } from "../answer/body-in-code.ts";
import { anyInside } from "../any-inside.ts";
import { inserted, replaced } from "../reading.ts";
import { indentOf, newline, semicolon } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import type { Names } from "./names.ts";

/** What puts a body through a shim where it comes in. */
export interface Wiring {
  readonly edits: readonly Edit[];
  /** Whether the code says there what it expects. */
  readonly isAsked: boolean;
  /** Whether it names the type of what comes now. */
  readonly namesType: boolean;
}

/**
 * Puts a body through a shim; undefined where that cannot be done in place. What the code says of its type is said of what
 * the shim gives.
 * @example `(await response.json()) as Order` becomes `orderAsBefore(await response.json()) as Order`
 */
export function wiring(body: Body, names: Names): Wiring | undefined {
  const { node, project } = body;
  const { ts, checker } = project;
  const isTypeScript = !isJavaScript(node.getSourceFile());
  const argument = isTypeScript ? typedCall(body)?.typeArguments?.[0] : undefined;
  const type = argument && !isUntyped(checker.getTypeFromTypeNode(argument), ts) ? argument : undefined;
  const called = `${names.function}${type ? `<${type.getText()}>` : ""}`;
  const retyped = type ? [replaced(type, names.type, project)] : [];
  const placed = ts.isBindingElement(node) ? inPattern(node) : inExpression(node);
  if (placed === undefined) return undefined;
  return {
    edits: [...retyped, ...placed.edits],
    isAsked: type !== undefined || placed.isAsked,
    namesType: type !== undefined || placed.namesType,
  };

  /** `const { data } = …` becomes `const { data: dataNow } = …`, and a line for what it was. */
  function inPattern({ name, initializer, propertyName, parent }: ts.BindingElement): Wiring | undefined {
    const declaration = parent.parent;
    const list = declaration.parent;
    const statement = list.parent;
    const isPlain =
      !initializer &&
      ts.isIdentifier(name) &&
      ts.isVariableDeclarationList(list) &&
      (list.flags & ts.NodeFlags.Const) !== 0 &&
      list.declarations.length === 1 &&
      ts.isVariableStatement(statement) &&
      !statement.modifiers?.length;
    if (!isPlain) return undefined;
    const now = `${name.text}Now`;
    const source = name.getSourceFile();
    if (source.text.includes(now)) return undefined;
    const value = mayBeNothing(checker.getTypeAtLocation(name), ts)
      ? `${now} && ${called}(${now})`
      : `${called}(${now})`;
    const line = `${newline(source)}${indentOf(statement)}const ${name.text} = ${value}${semicolon(source)}`;
    return {
      edits: [
        replaced(name, propertyName ? now : `${name.text}: ${now}`, project),
        inserted(statement.getEnd(), line, body),
      ],
      isAsked: false,
      namesType: false,
    };
  }

  function inExpression(expression: ts.Expression): Wiring | undefined {
    const { types, isPromise, outer } = around(expression, project);
    const isAsked = types.length > 0 || isExpected(outer);
    if (isPromise) return { ...chained(expression), isAsked };
    const value = awaited(expression);
    if (mayBeNothing(checker.getTypeAtLocation(value), ts)) return { ...ifThere(value), isAsked };
    const isUnknown = isTypeScript && isUnknownHere(checker.getTypeAtLocation(value));
    const told = isUnknown ? ` as ${names.type}` : "";
    const edits = ts.isParenthesizedExpression(value)
      ? [inserted(value.getStart(), called, body), ...(told === "" ? [] : [inserted(value.getEnd() - 1, told, body)])]
      : [inserted(value.getStart(), `${called}(`, body), inserted(value.getEnd(), `${told})`, body)];
    return { edits, isAsked, namesType: isUnknown };
  }

  function chained(promise: ts.Expression): Omit<Wiring, "isAsked"> {
    const given = checker.getAwaitedType(checker.getTypeAtLocation(promise));
    const isUnknown = isTypeScript && given !== undefined && isUnknownHere(given);
    const taker = isUnknown ? `(now) => ${called}(now as ${names.type})` : called;
    return { edits: [inserted(promise.getEnd(), `.then(${taker})`, body)], namesType: isUnknown };
  }

  /** What may be missing is asked for first, and read a second time. */
  function ifThere(value: ts.Expression): Omit<Wiring, "isAsked"> {
    const { parent } = value;
    const isAlone = ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
    const [open, close] = isAlone ? ["", ""] : ["(", ")"];
    return {
      edits: [
        inserted(value.getStart(), `${open}${value.getText()} && ${called}(`, body),
        inserted(value.getEnd(), `)${close}`, body),
      ],
      namesType: false,
    };
  }

  function awaited(expression: ts.Expression): ts.Expression {
    const { parent } = expression;
    const isSame =
      ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent);
    return isSame ? awaited(parent) : expression;
  }

  /** By an annotation or what a function takes. */
  function isExpected(value: ts.Expression): boolean {
    const wanted = checker.getContextualType(value);
    return wanted !== undefined && !isUntyped(wanted, ts) && !isUntyped(checker.getAwaitedType(wanted) ?? wanted, ts);
  }

  function isUnknownHere({ flags }: ts.Type): boolean {
    return (flags & ts.TypeFlags.Unknown) !== 0;
  }
}

/** Whether a body goes through a function of this name already. */
export function isWired({ node, project }: Body, name: string): boolean {
  const { ts, checker } = project;
  return ts.isBindingElement(node) ? isOfName(node) : isGiven(node);

  function isGiven(value: ts.Node): boolean {
    const { parent } = value;
    if (ts.isCallExpression(parent) && parent.arguments.some((one) => one === value)) return isMeant(parent.expression);
    if (ts.isPropertyAccessExpression(parent) && parent.name.text === "then" && ts.isCallExpression(parent.parent))
      return parent.parent.arguments.some((one) => anyInside(one, isMeant, ts));
    const isSame =
      ts.isAwaitExpression(parent) ||
      ts.isParenthesizedExpression(parent) ||
      ts.isNonNullExpression(parent) ||
      ts.isAsExpression(parent);
    return isSame && isGiven(parent);
  }

  function isMeant(callee: ts.Node): boolean {
    if (ts.isExpressionWithTypeArguments(callee)) return isMeant(callee.expression);
    return ts.isIdentifier(callee) && callee.text === name;
  }

  /** `const { data: dataNow } = …; const data = orderAsBefore(dataNow);` */
  function isOfName({ name: bound }: ts.BindingElement): boolean {
    const symbol = checker.getSymbolAtLocation(bound);
    const isRead = (part: ts.Node) =>
      ts.isIdentifier(part) && part !== bound && checker.getSymbolAtLocation(part) === symbol && isGiven(part);
    const scope = ts.findAncestor(bound, ts.isFunctionLike) ?? bound.getSourceFile();
    return symbol !== undefined && anyInside(scope, isRead, ts);
  }
}
