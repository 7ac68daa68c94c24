import type ts from "typescript";
import type { TypeScript } from "../../impact/project/compiler.ts";
import type { Use } from "../../impact/use.ts";

/** Whether a use is no reading, but where a type or schema of the team's declares the value. */
export function isDeclaration({ node, subject, project: { ts } }: Use): boolean {
  return subject.kind === "response" && (typeHolder(node, ts) !== undefined || isChecked(node, ts));
}

/** What says a type, or could. */
interface TypeHolder {
  readonly type?: ts.TypeNode | undefined;
}

/** The type that a declaration of the team's gives the value that it names. */
export function typeHolder(node: ts.Node, ts: TypeScript): TypeHolder | undefined {
  const { parent } = node;
  if (ts.isJSDocPropertyTag(parent)) return { type: parent.typeExpression?.type };
  const isMember = (ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) && parent.name === node;
  return isMember ? parent : undefined;
}

/** Whether a node names a member of a schema that values are checked against: `{ at: z.number() }`. */
export function isChecked(node: ts.Node, ts: TypeScript): node is ts.Node & { readonly parent: ts.PropertyAssignment } {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}
