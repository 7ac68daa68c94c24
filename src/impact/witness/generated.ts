import type ts from "typescript";
import type { Description } from "../../contract/contract.ts";
import { anonymous, operations } from "../../contract/operations.ts";
import type { Project } from "../project/index.ts";

/**
 * The files of a project that `openapi-typescript` generated from a contract, of whatever version: those that export
 * `paths`, with at least half of the contract's.
 */
export function generatedFrom({ ts, program }: Project, { document }: Description): ts.SourceFile[] {
  const wanted = new Set(operations(document).map(({ path }) => anonymous(path)));
  return program.getSourceFiles().filter((file) => {
    if (!/\bpaths\b/.test(file.text)) return false;
    const names = new Set(file.statements.flatMap((statement) => pathNames(statement, ts)).map(anonymous));
    return [...wanted].filter((path) => names.has(path)).length * 2 >= Math.max(1, wanted.size);
  });
}

function pathNames(statement: ts.Statement, ts: Project["ts"]): string[] {
  const isPaths =
    (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === "paths";
  if (!isPaths) return [];
  const members = ts.isInterfaceDeclaration(statement) ? statement.members : membersOf(statement.type, ts);
  return members.flatMap(({ name }) => (name && ts.isStringLiteral(name) ? [name.text] : []));
}

function membersOf(type: ts.TypeNode, ts: Project["ts"]): readonly ts.TypeElement[] {
  return ts.isTypeLiteralNode(type) ? type.members : [];
}
