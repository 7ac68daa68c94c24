import { relative } from "node:path";
import type { Level } from "../config/level.ts";
import { type Problem, UsageError } from "../errors.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Levels } from "./levels.ts";
import { ruleIds, unknownRule } from "./rules.ts";

/**
 * The levels of a severity file, as teams have them for oasdiff: a rule and `err`, `warn`, `info` or `none` on each line,
 * with any white space between; `#` begins a comment. Rules that the field knows and driftpin does not have are passed
 * over, so that a team can bring its file as it is.
 *
 * @param file absolute path
 * @throws UsageError that names every line that is wrong
 */
export async function readSeverityLevels(file: string, runtime: Runtime): Promise<Levels> {
  const shown = relative(runtime.cwd, file);
  const lines = linesOf(await read(file, shown, runtime));
  const rules = ruleIds();
  refuse([...lines.flatMap((line) => problemsOf(line, rules)), ...contradictions(lines)], shown);
  return Object.fromEntries(
    lines.flatMap(([{ text }, word]) => {
      const level = word && levelOf(word);
      return level && rules.has(text) ? [[text, level]] : [];
    }),
  );
}

/** A rule, its level, and what should not be there. */
type Line = readonly [rule: Word, ...rest: Word[]];

interface Word {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

async function read(file: string, shown: string, runtime: Runtime): Promise<string> {
  try {
    return String(await runtime.files.read(file));
  } catch (cause) {
    throw new UsageError("DP1201", {
      what: "the severity levels cannot be read",
      where: { file: shown },
      todo: (cause as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : "it must be a readable file",
      cause,
    });
  }
}

function linesOf(text: string): Line[] {
  return text.split("\n").flatMap((content, i) => {
    const [rule, ...rest] = [...content.replace(/#.*/, "").matchAll(/[^\s\uFEFF]+/g)].map(
      ({ 0: text, index }): Word => ({ text, line: i + 1, column: index + 1 }),
    );
    return rule ? [[rule, ...rest]] : [];
  });
}

interface LineProblem extends Pick<Problem, "what" | "todo"> {
  readonly code: `DP${number}`;
  readonly at: Word;
}

function problemsOf([rule, level, ...rest]: Line, rules: ReadonlySet<string>): LineProblem[] {
  const problems: LineProblem[] = [];
  const unknown = unknownRule(rule.text, rules);
  if (unknown) problems.push({ code: "DP1203", at: rule, ...unknown });
  if (!level)
    problems.push({ code: "DP1202", what: `"${rule.text}" has no level`, at: rule, todo: `write ${choice} after it` });
  else if (levelOf(level) === undefined) problems.push(unknownLevel(level));
  for (const word of rest)
    problems.push({ code: "DP1202", what: `unexpected "${word.text}"`, at: word, todo: "a comment begins with #" });
  return problems;
}

function unknownLevel(at: Word): LineProblem {
  return { code: "DP1204", what: `unknown level "${at.text}"`, at, todo: `it must be ${choice}` };
}

/** A rule that has two levels: whichever held, somebody would be surprised. */
function contradictions(lines: readonly Line[]): LineProblem[] {
  const first = new Map<string, Word>();
  return lines.flatMap(([rule, level]) => {
    const earlier = first.get(rule.text);
    if (level && !earlier) first.set(rule.text, level);
    if (!level || !earlier || earlier.text === level.text) return [];
    const what = `"${rule.text}" has two levels`;
    return [{ code: "DP1205", what, at: level, todo: `line ${earlier.line} says ${earlier.text}: keep one` }];
  });
}

/** Throws what there is to complain about, if anything, from the top of the file. */
function refuse(problems: readonly LineProblem[], file: string): void {
  const errors = problems
    .toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(({ code, what, at: { line, column }, todo }) => ({ code, what, where: { file, line, column }, todo }));
  const [first, ...others] = errors;
  if (first === undefined) return;
  throw new UsageError(first.code, { ...first, also: others.map((other) => new UsageError(other.code, other)) });
}

function levelOf({ text }: Word): Level | "none" | undefined {
  return levelNames.get(text.toLowerCase());
}

const levelNames: ReadonlyMap<string, Level | "none"> = new Map([
  ["err", "breaking"],
  ["warn", "warning"],
  ["info", "info"],
  ["none", "none"],
]);
const choice = "err, warn, info or none";
