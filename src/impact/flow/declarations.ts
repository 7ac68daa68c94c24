import type ts from "typescript";
import { isGenerated } from "../project/generated.ts";
import type { Project } from "../project/index.ts";

/** Types that the team has written down. */
export interface Declarations {
  /** Where they say that an object has a member of that name. Generated files are not the team's. */
  membersOf(object: ts.Node, name: string): readonly Member[];
}

/** A member as an interface, a type literal or a class declares it. */
interface Member {
  readonly node: ts.Node;
  /** Its type is made for several things, so that what else is read through it may be of another. */
  readonly isShared: boolean;
}

export function declarationsIn({ ts, checker, sources }: Project): Declarations {
  const own = new Set(sources.filter((source) => !isGenerated(source)));

  return {
    membersOf(object, name) {
      const type = checker.getNonNullableType(checker.getTypeAtLocation(object));
      const declarations = checker.getPropertyOfType(type, name)?.declarations ?? [];
      return declarations.flatMap((declaration) =>
        isMember(declaration) && own.has(declaration.getSourceFile())
          ? [{ node: declaration.name, isShared: isShared(declaration, type) }]
          : [],
      );
    },
  };

  function isMember(node: ts.Declaration): node is ts.PropertySignature | ts.PropertyDeclaration | ts.JSDocPropertyTag {
    return ts.isPropertySignature(node) || ts.isPropertyDeclaration(node) || ts.isJSDocPropertyTag(node);
  }

  /** Generic, or inherited: of a type that others extend. */
  function isShared({ parent }: ts.Declaration, type: ts.Type): boolean {
    const isOfType = type.symbol?.declarations?.some((one) => one === parent) === true;
    const named = ts.isInterfaceDeclaration(parent) || ts.isClassLike(parent) ? parent : parent.parent;
    const isGeneric = "typeParameters" in named && named.typeParameters !== undefined;
    return !isOfType || isGeneric;
  }
}
