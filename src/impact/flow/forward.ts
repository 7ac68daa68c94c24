import type ts from "typescript";
import type { Project } from "../project/index.ts";
import type { Subject } from "../use.ts";
import { checksIn } from "./checks.ts";
import { declarationsIn } from "./declarations.ts";
import type { Functions, Written } from "./functions.ts";
import type { Known, Part } from "./known.ts";
import { body, isList, itemOf, listMethods, memberPart, pointerOf } from "./parts.ts";
import type { References } from "./references.ts";
import type { Schemas } from "./schema.ts";

/** What following values needs. */
export interface Trail {
  readonly project: Project;
  readonly references: References;
  readonly functions: Functions;
  readonly schemas: Schemas;
  /** Told of each place that uses something of an answer. */
  readonly used: (node: ts.Node, subject: Subject, known: Known) => void;
  /** Told of each expression that something is known of, once for each part of an answer. */
  readonly met?: ((node: ts.Node, known: Known) => void) | undefined;
}

/** Follows what is known of values. */
export interface Follower {
  /** Takes an expression for what is known of it, and follows it to wherever it goes. */
  follow(node: ts.Node, known: Known): void;
  /** Hands a value to a function that a library calls, and what that returns to whoever waits for it. */
  called(node: ts.Expression, index: number, known: Known, wait: (known: Known) => void): void;
}

/**
 * Follows answers through the team's code: awaited, stored, taken apart, handed on and returned; and tells what is used
 * of them. Each expression is followed once for each part of an answer, so that it ends.
 */
export function followerOf({ project, references, functions, schemas, used, met }: Trail): Follower {
  const { ts } = project;
  const isNew = unseen();
  const declaredIn = declarationsIn(project);
  const check = checksIn({
    ts,
    references,
    insideOf: (known, name) => insideOf({ ...known, certainty: "typed" }, name),
  });
  /** Who waits for what a function returns that a library calls. */
  const waiting = new Map<ts.Node, Set<(known: Known) => void>>();

  function follow(node: ts.Node, known: Known): void {
    if (!isNew(node, known)) return;
    met?.(node, known);
    const { parent } = node;
    const step = steps.find(({ is }) => is(parent));
    if (step === undefined || !step.take(parent, node, known)) handedOn(node, known);
  }

  /** One way in which code goes on with a value. It says whether it knew what becomes of it. */
  interface Step {
    readonly is: (parent: ts.Node) => boolean;
    readonly take: (parent: ts.Node, node: ts.Node, known: Known) => boolean;
  }

  function on<N extends ts.Node>(
    is: (parent: ts.Node) => parent is N,
    take: (parent: N, node: ts.Node, known: Known) => boolean,
  ): Step {
    return { is, take: (parent, node, known) => is(parent) && take(parent, node, known) };
  }

  const steps: readonly Step[] = [
    ...[ts.isAwaitExpression, ts.isParenthesizedExpression, ts.isNonNullExpression].map((is) => on<ts.Node>(is, same)),
    ...[ts.isAsExpression, ts.isSatisfiesExpression, ts.isTypeAssertionExpression].map((is) => on<ts.Node>(is, same)),
    on(ts.isVariableDeclaration, ({ name }, _, known) => bind(name, known)),
    on(ts.isParameter, ({ name }, _, known) => bind(name, known)),
    on(ts.isPropertyAccessExpression, member),
    on(ts.isElementAccessExpression, element),
    on(ts.isCallExpression, argument),
    on(ts.isBinaryExpression, operand),
    on(ts.isConditionalExpression, (parent, node, known) => parent.condition === node || same(parent, node, known)),
    on(ts.isArrowFunction, (parent, _, known) => returned(parent, known)),
    on(ts.isReturnStatement, (parent, _, known) => returned(functions.around(parent), known)),
    on(ts.isYieldExpression, (parent, _, known) => returned(functions.around(parent), known)),
    on(ts.isForOfStatement, each),
    on(ts.isArrayLiteralExpression, (parent, node, known) => listedWith(parent, node, known)),
    on(
      ts.isSpreadElement,
      ({ parent }, _, known) => ts.isArrayLiteralExpression(parent) && same(parent, parent, known),
    ),
    on(ts.isSpreadAssignment, ({ parent }, _, known) => same(parent, parent, known)),
    on(ts.isPropertyAssignment, ({ name }, _, known) => stored(name, known)),
    on(ts.isShorthandPropertyAssignment, ({ name }, _, known) => stored(name, known)),
    on(ts.isPropertyDeclaration, ({ name }, _, known) => stored(name, known)),
    ...[ts.isExpressionStatement, ts.isIfStatement, ts.isPrefixUnaryExpression, ts.isTypeOfExpression].map((is) =>
      on<ts.Node>(is, () => true),
    ),
  ];

  function same(parent: ts.Node, _: ts.Node, known: Known): boolean {
    follow(parent, known);
    return true;
  }

  /** Where it goes cannot be seen: what is in it may be used there. */
  function handedOn(node: ts.Node, known: Known): void {
    const pointer = handedPointer(known.part);
    if (pointer !== undefined && schemas.hasParts(known.operation, pointer))
      used(node, { kind: "handed-on", pointer }, known);
  }

  /** A name, or the parts that a pattern takes out. */
  function bind(name: ts.BindingName, known: Known): boolean {
    if (ts.isIdentifier(name)) everyReference(name, known);
    else if (ts.isObjectBindingPattern(name)) for (const part of name.elements) takenOut(part, known);
    else for (const part of name.elements.filter(ts.isBindingElement)) bind(part.name, itemAt(part, known));
    return true;
  }

  function everyReference(name: ts.Node, known: Known): void {
    for (const reference of references.of(name)) follow(reference, known);
  }

  function itemAt({ dotDotDotToken }: ts.BindingElement, known: Known): Known {
    return dotDotDotToken ? known : itemOf(known);
  }

  function takenOut({ name, propertyName, dotDotDotToken, parent }: ts.BindingElement, known: Known): void {
    const member = propertyName ?? name;
    if (dotDotDotToken) bind(name, known);
    else if (ts.isIdentifier(member) || ts.isStringLiteralLike(member)) {
      const inside = insideOf(known, member, parent);
      if (inside) bind(name, inside);
    }
  }

  /** What a member of that name, of an object, is; tells that it is used. */
  function insideOf(known: Known, name: ts.Node & { readonly text: string }, object?: ts.Node): Known | undefined {
    if (known.part.kind === "headers") used(name, { kind: "response-header", name: name.text.toLowerCase() }, known);
    const part = memberPart(known, name.text, schemas);
    if (part === undefined && known.part.kind === "answer" && raw.test(name.text)) handedOn(name, known);
    if (part === undefined) return undefined;
    tell(name, part, known);
    if (object && part.kind === "body") readThrough(object, name.text, { ...known, part });
    return { ...known, part };
  }

  /** A type of the team's says the name, too; so what else is read through it is likely to be from there. */
  function readThrough(object: ts.Node, name: string, known: Known): void {
    for (const { node, isShared } of declaredIn.membersOf(object, name)) {
      const typed: Known = { ...known, through: [], certainty: "typed" };
      if (!isNew(node, typed)) continue;
      tell(node, typed.part, typed);
      for (const reference of isShared ? [] : references.ofMember(node)) read(reference, typed);
    }
  }

  function read(reference: ts.Identifier, known: Known): void {
    const { parent } = reference;
    const isAccess = ts.isPropertyAccessExpression(parent) && parent.name === reference;
    const isTaken = ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === reference;
    if (isAccess || isTaken) tell(reference, known.part, known);
    if (isAccess) follow(parent, known);
    if (isTaken) bind(parent.name, known);
  }

  function tell(node: ts.Node, part: Part, known: Known): void {
    if (part.kind === "body" && part.pointer !== "") used(node, { kind: "response", pointer: part.pointer }, known);
    if (part.kind === "status") used(node, { kind: "status" }, known);
  }

  function member(access: ts.PropertyAccessExpression, node: ts.Node, known: Known): boolean {
    const { name, expression } = access;
    if (expression !== node) return true;
    const call = callingOf(access);
    if (call && (chained(call, name.text, known) || readBody(call, name.text, known))) return true;
    if (call && known.part.kind === "text") return false; // cut or searched: nobody knows what for
    if (call && known.part.kind === "headers") return header(call.arguments[0], known);
    if (call && isList(known, schemas)) return listed(call, name.text, known);
    const inside = insideOf(known, name, expression);
    if (inside) follow(access, inside);
    return true; // what the contract does not name is no use of it
  }

  /** The call whose callee an expression is. */
  function callingOf(callee: ts.Expression): ts.CallExpression | undefined {
    const { parent } = callee;
    if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent)) return callingOf(parent);
    return ts.isCallExpression(parent) && parent.expression === callee ? parent : undefined;
  }

  /** `answer.then(read)`: what the function returns is the value of the call. */
  function chained(call: ts.CallExpression, name: string, known: Known): boolean {
    const [next] = call.arguments;
    if (name === "then" && next) called(next, 0, known, (result) => follow(call, result));
    else if (name === "catch" || name === "finally") follow(call, known);
    return name === "then" || name === "catch" || name === "finally";
  }

  function readBody(call: ts.CallExpression, name: string, known: Known): boolean {
    const isReading = known.part.kind === "answer" && known.part.carrier.json?.includes(name) === true;
    if (isReading) follow(call, { ...known, part: body });
    const isText = known.part.kind === "answer" && name === "text";
    if (isText) follow(call, { ...known, part: { kind: "text" } });
    return isReading || isText;
  }

  function header(name: ts.Expression | undefined, known: Known): boolean {
    if (name && ts.isStringLiteralLike(name))
      used(name, { kind: "response-header", name: name.text.toLowerCase() }, known);
    return true;
  }

  /** A method of an array. */
  function listed(call: ts.CallExpression, name: string, known: Known): boolean {
    const method = listMethods.get(name);
    const [first] = call.arguments;
    if (method?.takes !== undefined && first) {
      called(first, method.takes, itemOf(known), (result) => {
        if (method.gives === "results") follow(call, { ...result, lists: result.lists + 1 });
        if (method.gives === "result") follow(call, result);
      });
    }
    if (method === undefined) handedOn(call, known);
    if (method?.gives === "list") follow(call, known);
    if (method?.gives === "item") follow(call, itemOf(known));
    return true;
  }

  /** Hands a value to a function that a library calls, and what that returns to whoever waits for it. */
  function called(node: ts.Expression, index: number, known: Known, wait: (known: Known) => void): void {
    const written = functions.of(node);
    if (written === undefined) {
      handedOn(node, known);
      return;
    }
    waiting.set(written, new Set([...(waiting.get(written) ?? []), wait]));
    const parameter = written.parameters[index];
    if (parameter) bind(parameter.name, known);
  }

  function element(access: ts.ElementAccessExpression, node: ts.Node, known: Known): boolean {
    const { argumentExpression: index } = access;
    if (access.expression !== node) return true;
    if (known.part.kind === "headers") return header(index, known);
    if (isList(known, schemas)) return same(access, node, itemOf(known));
    if (!ts.isStringLiteralLike(index)) return false;
    const inside = insideOf(known, index, access.expression);
    if (inside) follow(access, inside);
    return true;
  }

  function argument(call: ts.CallExpression, node: ts.Node, known: Known): boolean {
    const written = functions.of(call.expression);
    const parameter = written?.parameters[call.arguments.indexOf(node as ts.Expression)];
    // What it returns goes back to this call, not to others of the same function.
    if (parameter) return bind(parameter.name, { ...known, through: [...known.through.slice(1 - deepest), call] });
    const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText();
    if (known.part.kind === "text") return name === "parse" && same(call, node, { ...known, part: body });
    if (checking.test(name)) check(call, known);
    if (name === "allSettled") return same(call, node, heldAs(["value"], known));
    if (name.startsWith("safeParse")) return same(call, node, heldAs(["data", "output"], known));
    return handsBack.has(name) && same(call, node, known);
  }

  /** A function of the team's returns it: to the call through which it was asked for, else to all calls. */
  function returned(written: ts.Node | undefined, known: Known): boolean {
    if (written === undefined) return false;
    const waiters = waiting.get(written) ?? [];
    for (const wait of waiters) wait(known);
    const hook = hookOf(written);
    if (hook) follow(hook, heldAs(["data"], known));
    const last = known.through.at(-1);
    const isAnswered = last !== undefined && isCallOf(last, written);
    const calls = isAnswered ? [last] : functions.callsOf(written);
    const through = isAnswered ? known.through.slice(0, -1) : known.through;
    for (const call of calls) follow(call, { ...known, through });
    return calls.length > 0 || waiting.has(written) || hook !== undefined;
  }

  /** `useQuery({ queryFn: () => … })` and `useSWR(key, () => …)` give what the function returns as `data`. */
  function hookOf({ parent }: ts.Node): ts.CallExpression | undefined {
    const isOption = ts.isPropertyAssignment(parent) && parent.name.getText() === "queryFn";
    const call = isOption ? parent.parent.parent : parent;
    return ts.isCallExpression(call) && hooks.test(call.expression.getText()) ? call : undefined;
  }

  function isCallOf(call: ts.CallExpression, written: ts.Node): boolean {
    return functions.of(call.expression) === (written as Written);
  }

  function each({ initializer, expression }: ts.ForOfStatement, node: ts.Node, known: Known): boolean {
    const isLooping = expression === node && isList(known, schemas) && ts.isVariableDeclarationList(initializer);
    if (isLooping) for (const { name } of initializer.declarations) bind(name, itemOf(known));
    return isLooping;
  }

  /** An item of an array that the code writes: `const [a, b] = await Promise.all([first, second])` keeps them apart. */
  function listedWith(list: ts.ArrayLiteralExpression, node: ts.Node, known: Known): boolean {
    const index = list.elements.indexOf(node as ts.Expression);
    const pattern = patternOf(list);
    const part = pattern?.elements[index];
    if (pattern === undefined) return same(list, node, { ...known, lists: known.lists + 1 });
    const isSettled = ts.isCallExpression(list.parent) && /\.allSettled$/.test(list.parent.expression.getText());
    const item = isSettled ? heldAs(["value"], known) : known;
    return part !== undefined && ts.isBindingElement(part) && bind(part.name, item);
  }

  function patternOf(list: ts.Expression): ts.ArrayBindingPattern | undefined {
    const { parent } = list;
    if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return patternOf(parent);
    if (ts.isCallExpression(parent) && /^Promise\.(all|allSettled)$/.test(parent.expression.getText()))
      return patternOf(parent);
    const isTakenApart = ts.isVariableDeclaration(parent) && ts.isArrayBindingPattern(parent.name);
    return isTakenApart && ts.isArrayBindingPattern(parent.name) ? parent.name : undefined;
  }

  function operand(parent: ts.BinaryExpression, node: ts.Node, known: Known): boolean {
    const { left, right, operatorToken } = parent;
    if (choices.has(ts.tokenToString(operatorToken.kind) ?? "")) return same(parent, node, known);
    if (operatorToken.kind === ts.SyntaxKind.InKeyword && ts.isStringLiteralLike(left)) insideOf(known, left);
    if (!isAssignment(operatorToken.kind) || right !== node) return true; // compared, or reckoned with
    if (ts.isIdentifier(left)) everyReference(left, known);
    else if (ts.isPropertyAccessExpression(left)) stored(left.name, known);
    else if (ts.isObjectLiteralExpression(left)) assigned(left, known);
    else handedOn(node, known);
    return same(parent, node, known);
  }

  function isAssignment(operator: ts.SyntaxKind): boolean {
    return /^(\?\?|\|\||&&)?=$/.test(ts.tokenToString(operator) ?? "");
  }

  /** `({ total } = order)` */
  function assigned({ properties }: ts.ObjectLiteralExpression, known: Known): void {
    for (const property of properties) {
      if (!ts.isShorthandPropertyAssignment(property)) continue;
      const inside = insideOf(known, property.name);
      if (inside) bind(property.name, inside);
    }
  }

  /** Kept under a name of an object of the team's: read wherever that is. Where nobody does, the object goes elsewhere. */
  function stored(name: ts.PropertyName | ts.MemberName, known: Known): boolean {
    const reads = references.ofMember(name).filter(({ parent }) => parent !== name.parent);
    for (const reference of reads) {
      const { parent } = reference;
      if (ts.isPropertyAccessExpression(parent) && parent.name === reference) follow(parent, known);
      else if (ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === reference)
        bind(parent.name, known);
    }
    if (reads.length === 0) handedOn(name, known);
    return true;
  }

  return { follow, called };
}

/** Calls are told apart up to so many, one inside the other. */
const deepest = 4;

const hooks = /^use(Suspense)?Query$|^useSWR(Immutable)?$/;

const choices: ReadonlySet<string> = new Set(["??", "||", "&&", ","]);

/** Methods and functions of libraries that check a value against a schema. */
const checking = /^(safeP|p)arse(Async)?$|^decode$|^validate(Sync)?$|^cast$/;

/** Functions of libraries that give back what they are given: checked, copied, or all at once. */
const handsBack: ReadonlySet<string> = new Set([
  ...["parse", "parseAsync", "decode", "validate", "validateSync", "cast"],
  ...["structuredClone", "freeze", "from", "all", "race", "resolve"],
]);

/** Where in the body what is handed on begins. */
function handedPointer(part: Part): string | undefined {
  if (part.kind === "held") return handedPointer(part.part);
  return pointerOf(part) ?? (part.kind === "answer" || part.kind === "text" ? "" : undefined);
}

/** Members of answers that hold the body in a form that nobody can follow. */
const raw = /^(body|rawBody|raw|arrayBuffer|blob|formData|bytes|buffer|stream|pipe)$/;

function heldAs(names: readonly string[], known: Known): Known {
  return { ...known, part: { kind: "held", names, part: known.part } };
}

/** Whether an expression was not followed yet for what is known of it. */
function unseen(): (node: ts.Node, known: Known) => boolean {
  const seen = new Map<ts.Node, Set<string>>();
  return (node, { operation, part, lists, through }) => {
    const key = JSON.stringify([operation, part, lists, through.map(({ pos }) => pos)]);
    const keys = seen.get(node) ?? new Set();
    if (keys.has(key)) return false;
    seen.set(node, keys.add(key));
    return true;
  };
}
