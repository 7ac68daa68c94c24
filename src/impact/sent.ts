import type ts from "typescript";
import type { Description, Operation } from "../contract/contract.ts";
import { join } from "../json.ts";
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
  const parameters = parametersOf(operation, sending.pinned);
  const isField = (name: string) => schemas.sends(operation, name);
  const use = (node: ts.Node, subject: Subject): Use => ({
    operation,
    subject,
    certainty,
    project: code.project,
    node,
  });
  const slots = Object.entries(request.sent) as [Slot, ts.Expression][];
  return [
    ...slots.flatMap(([slot, expression]) =>
      slot === "body"
        ? fields(expression, "", code).map(({ node, pointer }) => use(node, { kind: "request", pointer }))
        : membersOf(expression, code).flatMap(({ node, name }) =>
            subjects(slot, name, { parameters, isField }).map((subject) => use(node, subject)),
          ),
    ),
    ...(request.given ?? []).flatMap(({ name, node }) =>
      subjects("any", name, { parameters, isField }).map((subject) => use(node, subject)),
    ),
    ...queryOf(request, parameters).map((subject) => use(request.node, subject)),
  ];
}

/** What a member of a slot is, as the contract calls it; what the contract does not name is no use of it. */
function subjects(slot: Slot, name: string, { parameters, isField }: Names): Subject[] {
  const alike = (parameter: Parameter) =>
    parameter.in === "header" ? parameter.name.toLowerCase() === name.toLowerCase() : parameter.name === name;
  const named = parameters.filter((parameter) => (slot === "any" || parameter.in === slot) && alike(parameter));
  const isOfBody = named.length === 0 && slot === "any" && isField(name);
  return isOfBody ? [{ kind: "request", pointer: join("", name) }] : named;
}

/** What an operation takes. */
interface Names {
  readonly parameters: readonly Parameter[];
  /** Whether the body that is sent has a property of that name. */
  readonly isField: (name: string) => boolean;
}

/** Parameters in the text of an address: `/orders?limit=5`. */
function queryOf({ target }: Request, parameters: readonly Parameter[]): Subject[] {
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
}

function membersOf(expression: ts.Expression, code: Code): Member[] {
  const { ts } = code.project;
  const wrapped = wrappedObject(expression, code);
  return (wrapped?.properties ?? []).flatMap((property): Member[] => {
    if (ts.isSpreadAssignment(property)) return membersOf(property.expression, code);
    const name = property.name && nameOf(property.name, code);
    if (name === undefined || !property.name) return [];
    const value = ts.isPropertyAssignment(property) ? property.initializer : undefined;
    return [{ node: property.name, name, value }];
  });
}

/** Of `JSON.stringify(order)`, `new URLSearchParams({ … })` and `new Headers({ … })`, what they are given. */
function wrappedObject(expression: ts.Expression, code: Code): ts.ObjectLiteralExpression | undefined {
  const { ts } = code.project;
  const isWrapping =
    (ts.isCallExpression(expression) && /^(JSON\.stringify|structuredClone)$/.test(expression.expression.getText())) ||
    (ts.isNewExpression(expression) && /^(URLSearchParams|Headers)$/.test(expression.expression.getText()));
  return isWrapping ? objectOf(expression.arguments?.[0], code) : objectOf(expression, code);
}

/** The fields of a body, with those of objects inside it. */
function fields(expression: ts.Expression, at: string, code: Code): { node: ts.Node; pointer: string }[] {
  const { ts } = code.project;
  if (ts.isArrayLiteralExpression(expression))
    return expression.elements.flatMap((element) => fields(element, join(at, "*"), code));
  return membersOf(expression, code).flatMap(({ node, name, value }) => {
    const pointer = join(at, name);
    return [{ node, pointer }, ...(value ? fields(value, pointer, code) : [])];
  });
}
