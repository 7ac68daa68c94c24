import type ts from "typescript";
import type { Description, Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import type { Carrier, Known } from "../flow/known.ts";
import type { Project } from "../project/index.ts";
import { isJavaScript, isUntyped } from "../project/types.ts";
import { type Typed, typeOf } from "./contract-type.ts";
import { type Inserted, type Insertion, insert } from "./inserted.ts";
import type { Asked, Sighted } from "./sighted.ts";

/** What stands in for the code of a project where it says nothing of types. */
export interface Shadow {
  /** By path; nothing but calls of declared functions was put in. */
  readonly files: ReadonlyMap<string, Inserted>;
  /** What a contract makes of those functions. The same code is checked with those of either contract. */
  readonly declarations: (contract: Description) => string;
}

/**
 * Gives untyped call sites the types of a contract. An expression that holds an answer, and that the compiler calls `any`
 * or `unknown`, becomes the argument of a function whose declaration says what it is; so does what is sent. What the code
 * says of types itself stays as it is.
 */
export function shadowOf(project: Project, { asked, met }: Sighted): Shadow {
  const wraps = [...answers(project, asked, met), ...asked.flatMap((one) => sendings(one, project))];
  const names = new Map<string, Wrap>();
  const named = wraps.map((wrap) => ({ ...wrap, name: nameOf(wrap, names), file: wrap.node.getSourceFile() }));
  const inserted = [...new Set(named.map(({ file }) => file))].map((file) => {
    const own = named.filter((wrap) => wrap.file === file);
    return [file.fileName, insert(file.text, insertionsOf(file, own))] as const;
  });
  return {
    files: new Map(inserted),
    declarations: (contract) => Array.from(names, ([name, wrap]) => declaration(name, wrap, contract)).join("\n"),
  };
}

/** An expression that is put into a call. */
interface Wrap {
  readonly node: ts.Expression;
  readonly operation: Operation;
  readonly part: Typed;
  /** What the function gives for it, with `{}` for the contract's type. */
  readonly gives: string;
  /** The names of headers, as the code spells them. */
  readonly spelled?: readonly string[];
}

/** A function for each operation, part and form. */
function nameOf(wrap: Wrap, names: Map<string, Wrap>): string {
  const isSame = ({ operation, part, gives, spelled }: Wrap) =>
    operationName(operation) === operationName(wrap.operation) &&
    part === wrap.part &&
    gives === wrap.gives &&
    spelled?.join() === wrap.spelled?.join();
  const known = [...names].find(([, other]) => isSame(other))?.[0];
  if (known !== undefined) return known;
  const name = `__driftpin_${wrap.part}_${names.size}`;
  names.set(name, wrap);
  return name;
}

function declaration(name: string, { operation, part, gives, spelled }: Wrap, contract: Description): string {
  const type =
    typeOf(part, operation, contract, spelled)?.replaceAll(/\bpaths\[/g, `import("${typesModule}").paths[`) ?? "any";
  return part === "answer"
    ? `declare function ${name}(answer: unknown): ${gives.replace("{}", () => type)};`
    : `declare function ${name}(sent: ${type}): any;`;
}

/** The module that holds the contract's types: ambient, so that it is found whatever the project resolves. */
export const typesModule = "driftpin:types";

function insertionsOf(file: ts.SourceFile, wraps: readonly (Wrap & { readonly name: string })[]): Insertion[] {
  const outermostFirst = wraps.toSorted((a, b) => b.node.getEnd() - a.node.getEnd());
  return [
    ...(isJavaScript(file) ? [{ at: afterShebang(file.text), text: "// @ts-check\n" }] : []),
    ...outermostFirst.toReversed().map(({ node }) => ({ at: node.getEnd(), text: ")" })),
    ...outermostFirst.map(({ node, name }) => ({ at: node.getStart(file), text: `${name}(` })),
  ];
}

function afterShebang(text: string): number {
  return /^#!.*\r?\n/.exec(text)?.[0].length ?? 0;
}

/** The answers: where the library hands them over; where that is one place for many operations, where it returns to. */
function answers(project: Project, asked: readonly Asked[], met: Sighted["met"]): Wrap[] {
  const { ts, checker, sources } = project;
  const own = new Set(sources);
  const readers = new Set(asked.flatMap(({ request }) => readersOf(request.carrier)));
  const wraps: Wrap[] = [];
  for (const [node, knowns] of met) {
    const [known] = knowns;
    if (known === undefined || !ts.isCallExpression(node) || !isOne(knowns) || known.lists > 0) continue;
    const gives = given(node, known);
    if (gives !== undefined) wraps.push({ node, operation: known.operation, part: "answer", gives });
  }
  return wraps;

  function given(node: ts.CallExpression, { part, operation }: Known): string | undefined {
    const type = checker.getTypeAtLocation(node);
    const awaited = checker.getAwaitedType(type) ?? type;
    if (part.kind === "answer") return handed(node, awaited, part.carrier);
    if (part.kind !== "body" || part.pointer !== "" || !isUntyped(awaited, ts)) return undefined;
    if (isReader(node)) return "Promise<{}>";
    const isTyped = wraps.some((wrap) => operationName(wrap.operation) === operationName(operation));
    if (isTyped || !isOwn(node)) return undefined;
    return awaited !== type || isAwaited(node) ? "Promise<{}>" : "{}";
  }

  /** By the call itself: the body is one of its members, or all of it. */
  function handed(
    node: ts.CallExpression,
    awaited: ts.Type,
    { body: [member] = [], isBody }: Carrier,
  ): string | undefined {
    if (!asked.some(({ call }) => call === node)) return undefined;
    if (isBody) return isUntyped(awaited, ts) ? "Promise<{}>" : undefined;
    if (member === undefined) return undefined;
    const property = awaited.getProperty(member);
    const isOpen =
      isUntyped(awaited, ts) || (property && isUntyped(checker.getTypeOfSymbolAtLocation(property, node), ts));
    return isOpen ? `Promise<{ ${member}: {}; [member: string]: any }>` : undefined;
  }

  function isReader({ expression }: ts.CallExpression): boolean {
    return ts.isPropertyAccessExpression(expression) && readers.has(expression.name.text);
  }

  /** A call of a function of the team's. */
  function isOwn({ expression }: ts.CallExpression): boolean {
    const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    const symbol = checker.getSymbolAtLocation(name);
    const meant = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return meant?.declarations?.some((declaration) => own.has(declaration.getSourceFile())) === true;
  }

  function isAwaited({ parent }: ts.Node): boolean {
    const isChained = ts.isPropertyAccessExpression(parent) && /^(then|catch|finally)$/.test(parent.name.text);
    return ts.isAwaitExpression(parent) || isChained;
  }
}

function isOne(knowns: readonly Known[]): boolean {
  return new Set(knowns.map(({ operation }) => operationName(operation))).size === 1;
}

function readersOf({ json = [], inner = {} }: Carrier): string[] {
  return [...json, ...Object.values(inner).flatMap(readersOf)];
}

/** What is sent, where the code writes it to one operation. */
function sendings({ request: { sent, hasNoDefaults }, operations }: Asked, { ts }: Project): Wrap[] {
  const [operation] = operations;
  if (operation === undefined || new Set(operations.map(operationName)).size > 1) return [];
  const written = sent.body && serialised(sent.body);
  return [
    ...(written ? [{ node: written, operation, part: "body" as const, gives: "" }] : []),
    ...(sent.query && ts.isObjectLiteralExpression(sent.query)
      ? [{ node: sent.query, operation, part: "query" as const, gives: "" }]
      : []),
    ...(hasNoDefaults && sent.header ? headers(sent.header, operation) : []),
  ];

  /** All that are sent, where the code writes them one by one. */
  function headers(node: ts.Expression, operation: Operation): Wrap[] {
    const members = ts.isObjectLiteralExpression(node) ? node.properties.map(({ name }) => name) : [];
    const spelled = members.flatMap((name) =>
      name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? [name.text] : [],
    );
    const isWhole = ts.isObjectLiteralExpression(node) && spelled.length === members.length;
    return isWhole ? [{ node, operation, part: "headers", gives: "", spelled }] : [];
  }

  /** `JSON.stringify(order)`, or an object that the library makes JSON of. */
  function serialised(node: ts.Expression): ts.Expression | undefined {
    if (ts.isObjectLiteralExpression(node)) return node;
    const isJson = ts.isCallExpression(node) && node.expression.getText() === "JSON.stringify";
    const [value] = isJson ? node.arguments : [];
    return value && !ts.isSpreadElement(value) ? value : undefined;
  }
}
