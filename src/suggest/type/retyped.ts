import type ts from "typescript";
import type { TypeScript } from "../../impact/project/compiler.ts";
import { saysNothing } from "../../impact/project/types.ts";
import type { Use } from "../../impact/use.ts";
import { replaced } from "../reading.ts";
import type { Edit } from "../suggestion.ts";
import { isSharedAt, type Value } from "../value.ts";
import type { Plain } from "./changed-type.ts";
import { isChecked, typeHolder } from "./declaration.ts";

/** What takes the place of a type in declarations. */
export interface Retyping {
  readonly from: Plain | "object";
  /** As TypeScript writes it. */
  readonly type: string;
  /** As a schema of zod's kind writes it, with the module's name in front: `z.string()`. */
  readonly schema: (module: string) => string;
}

/**
 * Declares the value of a use as what it is now: in an interface, a type, a class, JSDoc or a schema of zod's kind. No edits
 * where it says no type, or the new one already; undefined where that takes a person, or other values are declared with it.
 */
export function retyped(use: Use, retyping: Retyping, value: Value): Edit[] | undefined {
  const { ts } = use.project;
  const { node } = use;
  if (isChecked(node, ts)) return inSchema(use, node.parent.initializer, retyping);
  const type = typeHolder(node, ts)?.type;
  if (type === undefined) return [];
  if (isSharedAt(use, value)) return undefined;
  const parts = (ts.isUnionTypeNode(type) ? type.types : [type]).filter((part) => !isNothing(part, ts));
  const [part, ...others] = parts;
  if (part === undefined || saysNothing(part, ts) || plain(part.getText()) === plain(retyping.type)) return [];
  if (others.length > 0 || !isOf(part, retyping.from, ts)) return undefined;
  return [replaced(part, retyping.type, use.project)];
}

function isNothing(type: ts.TypeNode, ts: TypeScript): boolean {
  return /^(null|undefined)$/.test(type.getText()) || type.kind === ts.SyntaxKind.UndefinedKeyword;
}

function isOf(type: ts.TypeNode, from: Retyping["from"], ts: TypeScript): boolean {
  if (from === "object") return ts.isTypeLiteralNode(type) || ts.isTypeReferenceNode(type);
  return type.kind === (from === "number" ? ts.SyntaxKind.NumberKeyword : ts.SyntaxKind.StringKeyword);
}

function plain(text: string): string {
  return text.replace(/[\s;]/g, "");
}

/** `z.number().optional()`: what the value may be beside stays. */
function inSchema(use: Use, schema: ts.Expression, retyping: Retyping): Edit[] | undefined {
  const { ts } = use.project;
  if (!ts.isCallExpression(schema) || !ts.isPropertyAccessExpression(schema.expression)) return undefined;
  const { name, expression } = schema.expression;
  if (/^(optional|nullable|nullish)$/.test(name.text)) return inSchema(use, expression, retyping);
  const now = retyping.schema(expression.getText());
  if (plain(schema.getText()) === plain(now)) return [];
  const isBare = ts.isIdentifier(expression) && name.text === retyping.from;
  const isPlain = isBare && (retyping.from === "object" || schema.arguments.length === 0);
  return isPlain ? [replaced(schema, now, use.project)] : undefined;
}
