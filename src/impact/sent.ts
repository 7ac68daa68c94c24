import type ts from "typescript";
import type { Description, Operation } from "../contract/contract.ts";
import { join } from "../json.ts";
import { type Credential, type CredentialSubject, credentialsOf } from "./credentials.ts";
import { assignedIn } from "./flow/assigned.ts";
import type { Schemas } from "./flow/schema.ts";
import { type Parameter, parametersOf } from "./parameters.ts";
import type { CodePlace } from "./place.ts";
import type { Subject, Use } from "./use.ts";
import { nameOf, objectOf } from "./ways/members.ts";
import type { Code, Request, Slot } from "./ways/way.ts";

interface Sending {
  readonly pinned: Description;
  readonly schemas: Schemas;
  readonly code: Code;
  readonly certainty: CodePlace["certainty"];
}

/** The parameters and body fields that a request writes out. */
export function sentUses(request: Request, operation: Operation, sending: Sending): Use[] {
  const { code, certainty, schemas } = sending;
  const credentials = credentialsOf(operation, sending.pinned).flat().map(credential);
  const parameters = [...parametersOf(operation, sending.pinned), ...credentials];
  const isField = (name: string) => schemas.sends(operation, name);
  const use = (node: ts.Node, subject: Subject): Use => ({
    operation,
    subject,
    certainty,
    project: code.project,
    node,
  });
  const slots = slotsOf(request.sent);
  return [
    ...slots.flatMap(([slot, expression]) =>
      slot === "body"
        ? fields(expression, "", code).map(({ node, pointer }) => use(node, { kind: "request", pointer }))
        : membersOf(expression, code).flatMap(({ node, name }) =>
            subjects(slot, name, { parameters, isField }).map((subject) => use(node, subject)),
          ),
    ),
    // A client of the team's may call more than this vendor; what every caller sends is no parameter of this operation.
    ...(request.always ?? [])
      .flatMap(slotsOf)
      .flatMap(([slot, expression]) =>
        membersOf(expression, code).flatMap(({ node, name }) =>
          subjects(slot, name, { parameters: credentials, isField }).map((subject) => use(node, subject)),
        ),
      ),
    ...(request.added ?? []).flatMap(({ name, node }) =>
      subjects("header", name, { parameters: credentials, isField }).map((subject) => use(node, subject)),
    ),
    ...(request.given ?? []).flatMap(({ name, node }) =>
      subjects("any", name, { parameters, isField }).map((subject) => use(node, subject)),
    ),
    ...queryOf(request, parameters).map((subject) => use(request.node, subject)),
  ];
}

function credential({ in: place, name }: Credential): CredentialSubject {
  return { kind: "credential", in: place, name };
}

function slotsOf(sent: Request["sent"]): [Slot, ts.Expression][] {
  return Object.entries(sent) as [Slot, ts.Expression][];
}

/** What a member of a slot is, as the contract calls it; what the contract does not name is no use of it. */
function subjects(slot: Slot, name: string, { parameters, isField }: Names): Subject[] {
  const alike = (parameter: Named) =>
    parameter.in === "header" ? parameter.name.toLowerCase() === name.toLowerCase() : parameter.name === name;
  const named = parameters.filter((parameter) => (slot === "any" || parameter.in === slot) && alike(parameter));
  const isOfBody = named.length === 0 && slot === "any" && isField(name);
  return isOfBody ? [{ kind: "request", pointer: join("", name) }] : named;
}

type Named = Parameter | CredentialSubject;

/** What an operation takes. */
interface Names {
  readonly parameters: readonly Named[];
  /** Whether the body that is sent has a property of that name. */
  readonly isField: (name: string) => boolean;
}

/** Parameters in the text of an address: `/orders?limit=5`. */
function queryOf({ target }: Request, parameters: readonly Named[]): Subject[] {
  if (target.kind !== "address") return [];
  const names = new Set(
    target.addresses.flatMap(({ text }) => [...text.matchAll(/[?&]([^=&{}]+)=/g)].map(([, name = ""]) => name)),
  );
  return parameters.filter((parameter) => parameter.in === "query" && names.has(parameter.name));
}

interface Member {
  readonly node: ts.Node;
  readonly name: string;
  readonly value: ts.Expression | undefined;
  readonly around: readonly ts.Node[];
}

/** @param around the objects that hold it, the outermost first: one that holds itself would have no end */
function membersOf(expression: ts.Expression, code: Code, around: readonly ts.Node[] = []): Member[] {
  const { ts } = code.project;
  const wrapped = wrappedObject(expression, code);
  if (wrapped && around.includes(wrapped)) return [];
  const here = wrapped ? [...around, wrapped] : around;
  const written = (wrapped?.properties ?? []).flatMap((property): Member[] => {
    if (ts.isSpreadAssignment(property)) return membersOf(property.expression, code, here);
    const name = property.name && nameOf(property.name, code);
    if (name === undefined || !property.name) return [];
    const value = ts.isPropertyAssignment(property) ? property.initializer : undefined;
    return [{ node: property.name, name, value, around: here }];
  });
  return ts.isIdentifier(expression) ? [...written, ...setLater(expression, code)] : written;
}

/** `headers.set("X-Api-Key", key)` and `headers["X-Api-Key"] = key`, of what is sent by that name. */
function setLater(name: ts.Identifier, code: Code): Member[] {
  const { ts } = code.project;
  return code.references.of(name).flatMap((reference): Member[] => {
    const { parent } = reference;
    const isMember = ts.isPropertyAccessExpression(parent) && parent.expression === reference;
    if (isMember && ts.isCallExpression(parent.parent) && /^(set|append)$/.test(parent.name.text))
      return member(parent.parent.arguments[0], parent.parent.arguments[1]);
    if (isMember) return member(parent.name, assignedIn(parent, ts));
    const isElement = ts.isElementAccessExpression(parent) && parent.expression === reference;
    return isElement ? member(parent.argumentExpression, assignedIn(parent, ts)) : [];
  });

  function member(node: ts.Node | undefined, value: ts.Expression | undefined): Member[] {
    const isName = node && (ts.isIdentifier(node) || ts.isStringLiteralLike(node));
    return isName && value ? [{ node, name: node.text, value: undefined, around: [] }] : [];
  }
}

/** Of `JSON.stringify(order)`, `new URLSearchParams({ … })`, `new Headers({ … })` and `authHeaders()`, what they hold. */
function wrappedObject(expression: ts.Expression, code: Code): ts.ObjectLiteralExpression | undefined {
  const { ts } = code.project;
  const made = constructed(expression, code) ?? expression;
  const isWrapping =
    (ts.isCallExpression(made) && /^(JSON\.stringify|structuredClone)$/.test(made.expression.getText())) ||
    (ts.isNewExpression(made) && /^(URLSearchParams|Headers)$/.test(made.expression.getText()));
  const inner = isWrapping ? made.arguments?.[0] : made;
  return objectOf(inner && ts.isCallExpression(inner) ? returned(inner, code) : inner, code);
}

/** `new Headers({ … })`, of a name that stands for it. */
function constructed(name: ts.Expression, { project: { ts }, references }: Code): ts.NewExpression | undefined {
  const declaration = ts.isIdentifier(name) ? references.symbolOf(name)?.valueDeclaration : undefined;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && ts.isNewExpression(value) ? value : undefined;
}

/** What a function of the team's gives, where it gives one thing at its end. */
function returned({ expression }: ts.CallExpression, { project: { ts }, functionOf }: Code): ts.Expression | undefined {
  const body = functionOf(expression)?.body;
  if (body === undefined || !ts.isBlock(body)) return body;
  const [only, ...more] = body.statements.filter(ts.isReturnStatement);
  return more.length === 0 ? only?.expression : undefined;
}

/** The fields of a body, with those of objects inside it. */
function fields(
  expression: ts.Expression,
  at: string,
  code: Code,
  around: readonly ts.Node[] = [],
): { node: ts.Node; pointer: string }[] {
  const { ts } = code.project;
  if (ts.isArrayLiteralExpression(expression))
    return expression.elements.flatMap((element) => fields(element, join(at, "*"), code, around));
  return membersOf(expression, code, around).flatMap(({ node, name, value, around: holders }) => {
    const pointer = join(at, name);
    return [{ node, pointer }, ...(value ? fields(value, pointer, code, holders) : [])];
  });
}
