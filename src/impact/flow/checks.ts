import type ts from "typescript";
import type { Project } from "../project/index.ts";
import type { Known } from "./known.ts";
import { itemOf } from "./parts.ts";
import type { References } from "./references.ts";

/** A member that a schema of the team's names. */
type Name = ts.Identifier | ts.StringLiteralLike;

interface Reading {
  readonly ts: Project["ts"];
  readonly references: References;
  /** What a member of a value is; tells that it is used. */
  readonly insideOf: (known: Known, name: Name) => Known | undefined;
}

/**
 * Reads schemas that check values when they arrive, as zod, valibot and their like have them: `z.object({ total:
 * z.number() })`. All that they name is used, for the check fails where it is missing.
 */
export function checksIn({ ts, references, insideOf }: Reading): (call: ts.CallExpression, known: Known) => void {
  /** `Order.parse(value)`, or `parse(Order, value)` */
  return ({ expression, arguments: [first, second] }, known) => {
    const schema = second === undefined && ts.isPropertyAccessExpression(expression) ? expression.expression : first;
    if (schema) checked(schema, known, 0);
  };

  function checked(schema: ts.Expression, known: Known, depth: number): void {
    if (depth > deepest) return;
    if (ts.isIdentifier(schema)) {
      const declaration = references.symbolOf(schema)?.valueDeclaration;
      if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
        checked(declaration.initializer, known, depth + 1);
    } else if (ts.isCallExpression(schema)) made(schema, known, depth + 1);
  }

  function made({ expression, arguments: given }: ts.CallExpression, known: Known, depth: number): void {
    const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
    const [first] = given;
    if (first && ts.isObjectLiteralExpression(first) && objects.has(name)) members(first, known, depth);
    else if (first && name === "array") checked(first, itemOf(known), depth);
    else if (first && wrappers.has(name)) checked(first, known, depth);
    // `z.object({ … }).strict()`
    if (ts.isPropertyAccessExpression(expression)) checked(expression.expression, known, depth);
  }

  function members({ properties }: ts.ObjectLiteralExpression, known: Known, depth: number): void {
    for (const property of properties) {
      if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property)) continue;
      const { name } = property;
      const inside = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? insideOf(known, name) : undefined;
      const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
      if (inside) checked(value, inside, depth);
    }
  }
}

/** Schemas may refer to themselves. */
const deepest = 12;

const objects: ReadonlySet<string> = new Set([
  ...["object", "strictObject", "looseObject", "type", "partial", "extend", "merge", "interface"],
]);

const wrappers: ReadonlySet<string> = new Set(["optional", "nullable", "nullish", "readonly", "lazy"]);
