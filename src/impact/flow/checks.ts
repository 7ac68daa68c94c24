import type ts from "typescript";
import { calleeName } from "./calls.ts";
import type { Flow } from "./flow.ts";
import { insideOf, readElsewhere } from "./inside.ts";
import type { Known } from "./known.ts";
import { itemOf } from "./parts.ts";

/**
 * Reads the schema that a call checks a value against, as zod, valibot and their like have them: `z.object({ total:
 * z.number() })`. All that it names is used, for the check fails where it is missing.
 * @param call `Order.parse(value)`, or `parse(Order, value)`
 */
export function check({ expression, arguments: [first, second] }: ts.CallExpression, known: Known, flow: Flow): void {
  const isMethod = second === undefined && flow.ts.isPropertyAccessExpression(expression);
  const schema = isMethod ? expression.expression : first;
  if (schema) checked(schema, { ...known, certainty: "typed" }, flow, 0);
}

function checked(schema: ts.Expression, known: Known, flow: Flow, depth: number): void {
  if (depth > deepest) return;
  if (flow.ts.isIdentifier(schema)) {
    const declaration = flow.references.symbolOf(schema)?.valueDeclaration;
    if (declaration && flow.ts.isVariableDeclaration(declaration) && declaration.initializer)
      checked(declaration.initializer, known, flow, depth + 1);
  } else if (flow.ts.isCallExpression(schema)) made(schema, known, flow, depth + 1);
}

function made(call: ts.CallExpression, known: Known, flow: Flow, depth: number): void {
  const { ts } = flow;
  const name = calleeName(call, ts);
  const [first] = call.arguments;
  if (first && ts.isObjectLiteralExpression(first) && objects.has(name)) members(first, known, flow, depth);
  else if (first && name === "array") checked(first, itemOf(known), flow, depth);
  else if (first && wrappers.has(name)) checked(first, known, flow, depth);
  // `z.object({ … }).strict()`
  if (ts.isPropertyAccessExpression(call.expression)) checked(call.expression.expression, known, flow, depth);
}

function members({ properties }: ts.ObjectLiteralExpression, known: Known, flow: Flow, depth: number): void {
  const { ts } = flow;
  for (const property of properties) {
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
    const { name } = property;
    const inside = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? insideOf(known, name, flow) : undefined;
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    if (inside && !isExtended(property, flow)) readElsewhere(name, { ...inside, through: [] }, flow);
    if (inside) checked(value, inside, flow, depth);
  }
}

/** Whether other schemas are made of the one that a member is in: what is read through the type of those may be of another. */
function isExtended(member: ts.Node, { ts, references }: Flow): boolean {
  const declaration = ts.findAncestor(member, ts.isVariableDeclaration);
  return declaration === undefined || references.of(declaration.name).some(({ parent }) => isMaking(parent, ts));
}

function isMaking(node: ts.Node, ts: Flow["ts"]): boolean {
  return ts.isPropertyAccessExpression(node) && /^(extend|safeExtend|merge|and|shape|entries)$/.test(node.name.text);
}

/** Schemas may refer to themselves. */
const deepest = 12;

const objects: ReadonlySet<string> = new Set([
  ...["object", "strictObject", "looseObject", "type", "partial", "extend", "merge", "interface"],
]);

const wrappers: ReadonlySet<string> = new Set(["optional", "nullable", "nullish", "readonly", "lazy"]);
