import type ts from "typescript";
import type { Project } from "../project/index.ts";
import type { Functions } from "./functions.ts";
import type { References } from "./references.ts";

/** A text that an expression can make, with `{}` for what is only known at run time. */
export interface Text {
  readonly text: string;
  /** The calls of the team's functions that hand in what it is made of, the outermost first. */
  readonly through: readonly ts.CallExpression[];
  /** The literals that it is made of, in their order: what a patch would change. After them, the sums that put them together. */
  readonly written: readonly ts.Node[];
}

/** Every text that an expression can make. One that says nothing is `{}`. */
export type TextsOf = (expression: ts.Expression) => readonly Text[];

export function textsIn({ ts, sources }: Project, references: References, functions: Functions): TextsOf {
  const own = new Set(sources);

  /** @param depth of constants and callers that were asked on the way */
  function textsOf(node: ts.Expression, depth: number): readonly Text[] {
    if (depth > deepest) return unknown;
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return fixed(node.text, node);
    if (ts.isIdentifier(node)) return declared(node, depth);
    if (ts.isPropertyAccessExpression(node)) return member(node, depth);
    return isWrapped(node) ? textsOf(node.expression, depth) : made(node, depth);
  }

  function made(node: ts.Expression, depth: number): readonly Text[] {
    if (ts.isTemplateExpression(node)) return template(node, depth);
    if (ts.isBinaryExpression(node)) return operation(node, depth);
    if (ts.isConditionalExpression(node)) return either([node.whenTrue, node.whenFalse], depth);
    if (ts.isNewExpression(node)) return url(node, depth);
    return ts.isCallExpression(node) ? called(node, depth) : unknown;
  }

  function either(nodes: readonly ts.Expression[], depth: number): readonly Text[] {
    return limited(nodes.flatMap((one) => textsOf(one, depth)));
  }

  function isWrapped(node: ts.Expression): node is ts.Expression & { readonly expression: ts.Expression } {
    return (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isNonNullExpression(node) ||
      ts.isSatisfiesExpression(node)
    );
  }

  function template({ head, templateSpans }: ts.TemplateExpression, depth: number): readonly Text[] {
    return templateSpans.reduce<readonly Text[]>(
      (before, { expression, literal }) => joined(before, textsOf(expression, depth), fixed(literal.text, literal)),
      fixed(head.text, head),
    );
  }

  function operation(node: ts.BinaryExpression, depth: number): readonly Text[] {
    const { left, right, operatorToken } = node;
    switch (operatorToken.kind) {
      case ts.SyntaxKind.PlusToken:
        return joined(textsOf(left, depth), textsOf(right, depth)).map((sum) => ({
          ...sum,
          written: [...sum.written, node],
        }));
      case ts.SyntaxKind.QuestionQuestionToken:
      case ts.SyntaxKind.BarBarToken:
        return either([left, right], depth);
      default:
        return unknown;
    }
  }

  /** `new URL(path, base)` */
  function url({ expression, arguments: given }: ts.NewExpression, depth: number): readonly Text[] {
    const [path, base] = given ?? [];
    if (expression.getText() !== "URL" || path === undefined) return unknown;
    const paths = textsOf(path, depth);
    return base === undefined ? paths : combined(textsOf(base, depth), paths, (start, end) => resolved(end, start));
  }

  function called(call: ts.CallExpression, depth: number): readonly Text[] {
    const { expression, arguments: given } = call;
    const method = ts.isPropertyAccessExpression(expression) ? methods.get(expression.name.text) : undefined;
    if (method && ts.isPropertyAccessExpression(expression)) return method(expression.expression, given, depth);
    const [only] = given;
    if (ts.isIdentifier(expression) && expression.text === "String" && only) return textsOf(only, depth);
    return returnedBy(call, depth);
  }

  type Method = (on: ts.Expression, given: readonly ts.Expression[], depth: number) => readonly Text[];
  const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
    ["toString", (on, _, depth) => textsOf(on, depth)],
    ["trim", (on, _, depth) => textsOf(on, depth)],
    ["concat", (on, given, depth) => joined(textsOf(on, depth), ...given.map((one) => textsOf(one, depth)))],
    ["join", (on, [by], depth) => joinedList(on, by === undefined ? fixed(",") : textsOf(by, depth), depth)],
  ]);

  function joinedList(list: ts.Expression, between: readonly Text[], depth: number): readonly Text[] {
    if (!ts.isArrayLiteralExpression(list)) return unknown;
    const parts = list.elements.flatMap((element, i) => [...(i === 0 ? [] : [between]), textsOf(element, depth)]);
    return joined(fixed(""), ...parts);
  }

  /** What a function of the team's makes of what this very call hands in. */
  function returnedBy(call: ts.CallExpression, depth: number): readonly Text[] {
    const written = functions.of(call.expression);
    if (written === undefined) return unknown;
    const results = functions.returnsOf(written).flatMap((result) => textsOf(result, depth + 1));
    const isOfOther = (other: ts.CallExpression) => other !== call && functions.of(other.expression) === written;
    const own = results.filter(({ through }) => !through.some(isOfOther));
    return limited(own.map((one) => ({ ...one, through: one.through.filter((other) => other !== call) })));
  }

  function member(access: ts.PropertyAccessExpression, depth: number): readonly Text[] {
    const isOfUrl = access.name.text === "href" || access.name.text === "pathname";
    return isOfUrl ? textsOf(access.expression, depth) : declared(access.name, depth);
  }

  function declared(name: ts.MemberName, depth: number): readonly Text[] {
    const declaration = references.symbolOf(name)?.valueDeclaration;
    if (declaration === undefined || !own.has(declaration.getSourceFile())) return unknown;
    if (ts.isParameter(declaration)) return handedIn(declaration, depth);
    const isFixed =
      ts.isEnumMember(declaration) ||
      ts.isPropertyAssignment(declaration) ||
      ts.isPropertyDeclaration(declaration) ||
      ts.isVariableDeclaration(declaration);
    return isFixed && declaration.initializer ? textsOf(declaration.initializer, depth + 1) : unknown;
  }

  /** What callers hand in, with the call that does; and what stands there by default. Others that get the function hand in what they like. */
  function handedIn({ parent, name, initializer }: ts.ParameterDeclaration, depth: number): readonly Text[] {
    const index = parent.parameters.findIndex((parameter) => parameter.name === name);
    const texts = functions.callsOf(parent).flatMap((call) => {
      const given = call.arguments?.[index] ?? initializer;
      const own = given ? textsOf(given, depth + 1) : unknown;
      return ts.isCallExpression(call) ? own.map((one) => ({ ...one, through: [...one.through, call] })) : own;
    });
    const all = functions.handedOut(parent).length > 0 ? [...texts, ...unknown] : texts;
    return all.length > 0 || initializer === undefined ? limited(all) : textsOf(initializer, depth + 1);
  }

  return (expression) => textsOf(expression, 0);
}

/** So many texts of one expression are told apart; what else it can make is not known. */
export const mostTexts = 64;

/** Constants and callers are asked this often. */
const deepest = 6;

function fixed(text: string, ...written: ts.Node[]): readonly Text[] {
  return [{ text, through: [], written }];
}

const unknown = fixed("{}");

function joined(first: readonly Text[], ...rest: readonly (readonly Text[])[]): readonly Text[] {
  return rest.reduce((before, next) => combined(before, next, (start, end) => start + end), first);
}

/** Parts that come through different calls of one function do not belong together. */
function combined(
  starts: readonly Text[],
  ends: readonly Text[],
  combine: (start: string, end: string) => string,
): readonly Text[] {
  const pairs = starts.flatMap((start) =>
    ends.flatMap((end) => {
      const isMixed = start.through.length > 0 && end.through.length > 0 && start.through.at(-1) !== end.through.at(-1);
      const through = [...new Set([...start.through, ...end.through])];
      const written = [...start.written, ...end.written];
      return isMixed ? [] : [{ text: combine(start.text, end.text), through, written }];
    }),
  );
  return limited(pairs);
}

function limited(texts: readonly Text[]): readonly Text[] {
  const distinct = new Map(texts.map((text) => [`${text.text} ${text.through.map(({ pos }) => pos)}`, text]));
  return distinct.size === 0 ? unknown : [...distinct.values()].slice(0, mostTexts);
}

/** An absolute path replaces that of its base (RFC 3986, section 5.2.2). */
function resolved(path: string, base: string): string {
  if (/^[a-z]+:\/\//i.test(path) || path.startsWith("{}")) return path;
  const [host = base] = /^([a-z]+:\/\/[^/]*|\{\})/i.exec(base) ?? [];
  return path.startsWith("/") ? host + path : `${base.replace(/\/[^/]*$/, "")}/${path}`;
}
