import type ts from "typescript";
import { referencesIn } from "../../impact/flow/references.ts";
import { isGenerated } from "../../impact/project/generated.ts";
import type { Use } from "../../impact/use.ts";
import { typeHolder } from "../type/declaration.ts";
import { constantOf } from "./constant.ts";
import { propertiesOf } from "./typed.ts";

/**
 * The literals by which types and schemas of the team's name the values of what a member, variable or parameter names:
 * `"open" | "paid"`, `z.enum([…])`.
 */
export function declaredLiterals({ node, project }: Pick<Use, "node" | "project">): ts.StringLiteralLike[] {
  const { ts, sources } = project;
  const references = referencesIn(project);
  const seen = new Set<ts.Node>();
  const { parent } = node;
  const isNamed = ts.isParameter(parent) || ts.isVariableDeclaration(parent);
  const type = isNamed ? parent.type : typeHolder(node, ts)?.type;
  if (type) return within(type);
  return ts.isPropertyAssignment(parent) && parent.name === node ? within(parent.initializer) : [];

  function within(part: ts.Node): ts.StringLiteralLike[] {
    if (seen.has(part)) return [];
    seen.add(part);
    if (ts.isStringLiteralLike(part)) return [part];
    if (ts.isTypeReferenceNode(part)) return [...ofName(part.typeName), ...(part.typeArguments ?? []).flatMap(within)];
    if (ts.isIndexedAccessTypeNode(part)) return propertiesOf(part, project).filter(isOwn).flatMap(ofMember);
    if (ts.isTypeQueryNode(part)) return ofName(part.exprName);
    if (ts.isIdentifier(part)) return ofConstant(part);
    const found: ts.StringLiteralLike[] = [];
    ts.forEachChild(part, (child) => {
      found.push(...within(child));
    });
    return found;
  }

  function ofName(name: ts.EntityName): ts.StringLiteralLike[] {
    const declarations = references.symbolOf(name)?.declarations ?? [];
    return declarations.filter(isOwn).flatMap((declaration) => {
      if (ts.isTypeAliasDeclaration(declaration)) return within(declaration.type);
      if (ts.isEnumDeclaration(declaration))
        return declaration.members.flatMap(({ initializer }) => (initializer ? within(initializer) : []));
      return ts.isVariableDeclaration(declaration) && declaration.initializer ? within(declaration.initializer) : [];
    });
  }

  function ofMember(declaration: ts.Declaration): ts.StringLiteralLike[] {
    const type =
      ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration) ? declaration.type : undefined;
    return type ? within(type) : [];
  }

  function isOwn(declaration: ts.Declaration): boolean {
    const file = declaration.getSourceFile();
    return sources.includes(file) && !isGenerated(file);
  }

  function ofConstant(name: ts.Identifier): ts.StringLiteralLike[] {
    const constant = constantOf(name, project);
    return constant ? within(constant.value) : [];
  }
}
