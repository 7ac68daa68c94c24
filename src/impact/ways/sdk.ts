import type ts from "typescript";
import type { Carrier } from "../flow/known.ts";
import type { Schemas } from "../flow/schema.ts";
import { isGenerated } from "../project/generated.ts";
import type { Project } from "../project/index.ts";
import { fetched } from "./fetch.ts";
import { plainId } from "./id.ts";
import { memberOf, objectOf } from "./members.ts";
import type { Code, Given, Request, Target, Way } from "./way.ts";

/**
 * Methods and functions that a generator named after operation ids: `api.getOrder({ id })`, `shop.orders.create(order)`.
 * A name alone says nothing: it must be declared in a generated file or a package, and give what the operation answers.
 */
export const sdkWay: Way = {
  read(call, code) {
    const named = nameOf(call.expression, code);
    const id = named && [named.text, named.owner + named.text].find((one) => code.byId.has(plainId(one)));
    const signature = id === undefined ? undefined : code.project.checker.getResolvedSignature(call);
    const { declaration } = signature ?? {};
    if (!named || id === undefined || !signature || !declaration || !isOfSdk(declaration, code.project))
      return undefined;
    const result = awaited(signature.getReturnType(), code.project);
    const carrier = carrierOf(result, code.project);
    return {
      target: { kind: "id", id, fits: fitting(result, carrier, code.project) },
      ...sending(call, signature, code),
      carrier,
      certainty: "typed",
      node: named.node,
    };
  },
};

interface Name {
  readonly node: ts.Node;
  readonly text: string;
  /** What the method is of: `orders` of `shop.orders.create`. */
  readonly owner: string;
}

function nameOf(callee: ts.Expression, { project: { ts } }: Code): Name | undefined {
  if (ts.isIdentifier(callee)) return { node: callee, text: callee.text, owner: "" };
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const { expression, name } = callee;
  const of = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return { node: name, text: name.text, owner: ts.isIdentifier(of) ? of.text : "" };
}

function isOfSdk(declaration: ts.Declaration, { program }: Project): boolean {
  const file = declaration.getSourceFile();
  if (program.isSourceFileDefaultLibrary(file) || file.fileName.includes("/node_modules/@types/")) return false;
  return file.fileName.includes("/node_modules/") || isGenerated(file);
}

function awaited(type: ts.Type, { checker }: Project): ts.Type {
  return checker.getAwaitedType(type) ?? type;
}

/** An answer with its parts, as axios and hey-api have it, or just its body. */
function carrierOf(result: ts.Type, { checker }: Project): Carrier {
  const has = (name: string) => checker.getPropertyOfType(result, name) !== undefined;
  const isAnswer = has("data") && (has("headers") || has("response") || has("error"));
  return isAnswer ? answered : { isBody: true };
}

const answered: Carrier = {
  body: ["data"],
  headers: ["headers"],
  status: ["status"],
  inner: { response: fetched },
};

type Fitting = NonNullable<(Target & { readonly kind: "id" })["fits"]>;

/** Whether most of what it gives is what the operation answers with. */
function fitting(result: ts.Type, { isBody }: Carrier, project: Project): Fitting {
  const body = isBody ? result : memberType(result, "data", project);
  const item = body && (project.checker.getIndexTypeOfType(body, project.ts.IndexKind.Number) ?? body);
  const names = item ? namesOf(item, project) : [];
  return (operation, schemas: Schemas) => {
    const pointer = schemas.isArray(operation, "") ? "/*" : "";
    const known = names.filter((name) => schemas.names(operation, pointer, name));
    const isUntold = !schemas.hasParts(operation, pointer) || schemas.isArray(operation, "") === undefined;
    return names.length === 0 ? isUntold : known.length * 2 >= names.length;
  };
}

function memberType(type: ts.Type, name: string, { checker }: Project): ts.Type | undefined {
  const symbol = checker.getPropertyOfType(type, name);
  return symbol && checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
}

function namesOf(type: ts.Type, { checker, ts }: Project): string[] {
  const whole = checker.getNonNullableType(type);
  const isPlain = (whole.flags & ts.TypeFlags.Object) !== 0 || whole.isUnionOrIntersection();
  return isPlain ? checker.getPropertiesOfType(whole).map(({ name }) => name) : [];
}

/** Arguments by the names of their parameters; members of an object by theirs, or in the slots that it has. */
function sending(call: ts.CallExpression, signature: ts.Signature, code: Code): Pick<Request, "sent" | "given"> {
  const [first] = call.arguments;
  const whole = objectOf(first, code);
  if (whole === undefined) return { sent: {}, given: givenTo(call, signature) };
  const slot = (name: string) => memberOf(whole, name, code);
  const [path, query, header, body] = [slot("path"), slot("query"), slot("headers"), slot("body")];
  const isSorted = [path, query, body].some((one) => one !== undefined);
  return isSorted
    ? { sent: { ...(path && { path }), ...(query && { query }), ...(header && { header }), ...(body && { body }) } }
    : { sent: { any: whole }, given: givenTo(call, signature).slice(1) };
}

function givenTo({ arguments: given }: ts.CallExpression, { parameters }: ts.Signature): Given[] {
  return given.flatMap((node, i) => (parameters[i] ? [{ name: parameters[i].name, node }] : []));
}
