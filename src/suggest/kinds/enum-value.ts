import type ts from "typescript";
import { shown } from "../../diff/rules/shown.ts";
import { aboutOf } from "../../impact/about.ts";
import type { Project } from "../../impact/project/index.ts";
import type { Json } from "../../json.ts";
import { anyInside } from "../any-inside.ts";
import { together } from "../edits.ts";
import type { Kind } from "../kind.ts";
import { projectsOf } from "../projects.ts";
import { editOf, wrapped } from "../reading.ts";
import { indentOf, newline, quote, semicolon, written } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { isShared, valueIn } from "../value.ts";
import { extended } from "../values/extended.ts";
import { listedValues } from "../values/listed.ts";
import { namesOf, passedOn } from "../values/passed.ts";
import { renamedValues } from "../values/renamed.ts";

/**
 * A value that an answer may have from now on, where a `switch` knows all of the others: it gets a case that says so, and
 * a person decides what it means; a type of the team's has it, too. A new spelling of an old value is none. A `default`
 * that is no check for completeness takes it already.
 * @example `held` is new: `case "held": throw new Error("…");`
 */
export const enumValue: Kind = {
  name: "enum-value",
  propose(found) {
    const { drift, contracts } = found;
    const about = aboutOf(drift, contracts);
    if (about.kind !== "response" || !/^response-(property|body)-enum-value-added$/.test(drift.rule)) return [];
    const { before = [], after = [] } = listedValues(drift, about, contracts) ?? {};
    const respelled = new Set<Json>(renamedValues(before, after).values());
    if ([...respelled].some((value) => drift.text.includes(shown(value)))) return [];
    const texts = after.filter((value) => typeof value === "string");
    const come = texts.filter((value) => !before.includes(value) && !respelled.has(value));
    const value = valueIn(found);
    const ways = projectsOf(value.uses).map((project) => ({ project, passed: passedOn(value.uses, project) }));
    const cases = ways.flatMap(({ project, passed }) =>
      switchesOn(passed, project).flatMap((one) => withCases(one, { before, come, project })),
    );
    const names = ways.flatMap(({ project, passed }) => namesOf(passed, project).map((node) => ({ node, project })));
    const declared = together([...value.uses, ...names].map((one) => extended(one, before, come)));
    if (cases.length === 0 || !declared || isShared(value)) return [];
    const edits = [...cases, ...declared];
    return [{ text: `Decide what ${come.join(", ")} means.`, edits, atMost: "placeholder", isRightToday: true }];
  },
};

/** The `switch` statements over a value. */
function switchesOn(passed: ReadonlySet<ts.Expression>, { ts }: Project): ts.SwitchStatement[] {
  return [...passed].flatMap((value) => {
    const { parent } = wrapped(value, ts);
    return ts.isSwitchStatement(parent) ? [parent] : [];
  });
}

/** The values of a list before, and those that came. */
interface Adding {
  readonly before: readonly Json[];
  readonly come: readonly string[];
  readonly project: Project;
}

function withCases({ caseBlock }: ts.SwitchStatement, { before, come, project }: Adding): Edit[] {
  const { ts, checker } = project;
  const clauses = caseBlock.clauses.filter(ts.isCaseClause);
  const known = clauses.flatMap(({ expression }) => {
    const type = checker.getTypeAtLocation(expression); // of `State.Paid`, too
    return type.isStringLiteral() ? [type.value] : [];
  });
  const missing = come.filter((value) => !known.includes(value));
  const last = clauses.at(-1);
  const fallback = caseBlock.clauses.find(ts.isDefaultClause);
  const isComplete = before.every((value) => typeof value === "string" && known.includes(value));
  if (!last || missing.length === 0 || !isComplete || (fallback && !isCheck(fallback, project))) return [];
  const source = caseBlock.getSourceFile();
  const end = last.getEnd();
  const [line, outer, inner] = [newline(source), indentOf(last), innerIndent(last)];
  const text = missing.map((value) => {
    const message = quote(`${value} is new: decide what it means`, source, ts);
    return `${line}${outer}case ${written(value, source, ts)}:${line}${inner}throw new Error(${message})${semicolon(source)}`;
  });
  return [editOf({ node: last, project }, { start: end, end, text: text.join("") })];
}

/** Whether it holds that nothing is left: `const never: never = state`, `assertNever(state)`, `state satisfies never`. */
function isCheck({ statements }: ts.DefaultClause, { ts, checker }: Project): boolean {
  const isNever = (node: ts.Node) =>
    node.kind === ts.SyntaxKind.NeverKeyword || (ts.isCallExpression(node) && takesNever(node));
  const takesNever = (call: ts.CallExpression) => {
    const [parameter] = checker.getResolvedSignature(call)?.parameters ?? [];
    const type = parameter && checker.getTypeOfSymbolAtLocation(parameter, call);
    return type !== undefined && (type.flags & ts.TypeFlags.Never) !== 0;
  };
  return statements.some((statement) => anyInside(statement, isNever, ts));
}

function innerIndent(clause: ts.CaseClause): string {
  const outer = indentOf(clause);
  const [first] = clause.statements;
  const inner = first ? indentOf(first) : outer;
  return inner === outer ? `${outer}${outer.includes("\t") ? "\t" : "  "}` : inner;
}
