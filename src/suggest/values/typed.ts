import type ts from "typescript";
import { referencesIn } from "../../impact/flow/references.ts";
import type { Project } from "../../impact/project/index.ts";
import type { Use } from "../../impact/use.ts";
import { readsOf } from "../reads.ts";

/**
 * The expressions that read a value by the type that its member has, wherever it comes from: `state` in
 * `(state: Order["state"]) => …`, also where the type has a name, or goes without null.
 */
export function typedAs(uses: readonly Use[], project: Project): ts.Expression[] {
  const { ts } = project;
  const references = referencesIn(project);
  const members = new Set(uses.flatMap(({ node }) => membersAt(node, project)));
  const seen = new Set<ts.Node>();
  return indexedIn(project).flatMap((type) => (propertiesOf(type, project).some(isMember) ? heldBy(type) : []));

  function isMember(declaration: ts.Declaration): boolean {
    return members.has(declaration);
  }

  /** What is read of that which has a type. */
  function heldBy(type: ts.Node): ts.Expression[] {
    if (seen.has(type)) return [];
    seen.add(type);
    const { parent } = type;
    if (ts.isParenthesizedTypeNode(parent) || isWithoutNull(parent)) return heldBy(parent);
    if (ts.isTypeAliasDeclaration(parent)) return references.of(parent.name).flatMap(byName);
    const isNamed = ts.isParameter(parent) || ts.isVariableDeclaration(parent);
    if (isNamed) return ts.isIdentifier(parent.name) ? [...references.of(parent.name)] : [];
    return ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)
      ? references.ofMember(parent.name).flatMap((node) => readsOf({ node, project }, () => true))
      : [];
  }

  function byName(name: ts.MemberName): ts.Expression[] {
    const { parent } = name;
    const type = ts.isQualifiedName(parent) && parent.right === name ? parent.parent : parent;
    return ts.isTypeReferenceNode(type) ? heldBy(type) : [];
  }

  /** `NonNullable<…>`, `… | undefined` */
  function isWithoutNull(type: ts.Node): boolean {
    if (ts.isTypeReferenceNode(type)) return type.typeName.getText() === "NonNullable";
    return ts.isUnionTypeNode(type) && type.types.filter((part) => !isNothing(part)).length === 1;
  }

  function isNothing(part: ts.TypeNode): boolean {
    return /^(null|undefined)$/.test(part.getText());
  }
}

/** The members that a type of the form `Order["state"]` takes its values from. */
export function propertiesOf({ objectType, indexType }: ts.IndexedAccessTypeNode, project: Project): ts.Declaration[] {
  const { ts, checker } = project;
  const name = ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal) ? indexType.literal.text : "";
  const holder = checker.getNonNullableType(checker.getTypeFromTypeNode(objectType));
  return holder.getProperty(name)?.declarations ?? [];
}

/** What declares the member whose name a use is. */
function membersAt(name: ts.Node, { ts, checker }: Project): readonly ts.Declaration[] {
  const { parent } = name;
  const isTaken = ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent) && ts.isIdentifier(name);
  const symbol = isTaken
    ? checker.getNonNullableType(checker.getTypeAtLocation(parent.parent)).getProperty(name.text)
    : checker.getSymbolAtLocation(name);
  return symbol?.declarations ?? [];
}

/** The types of the form `Order["state"]` in the code. */
function indexedIn(project: Project): readonly ts.IndexedAccessTypeNode[] {
  const known = ofProjects.get(project);
  if (known) return known;
  const { ts } = project;
  const found: ts.IndexedAccessTypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIndexedAccessTypeNode(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  for (const source of project.sources) visit(source);
  ofProjects.set(project, found);
  return found;
}

const ofProjects = new WeakMap<Project, readonly ts.IndexedAccessTypeNode[]>();
