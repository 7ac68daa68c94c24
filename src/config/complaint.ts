import type { z } from "zod";
import { isObject } from "../json.ts";
import { nearest } from "../nearest.ts";
import { describedAt, keysAt } from "./json-schema.ts";
import { type Path, shown, valueAt } from "./path.ts";
import { configSchema } from "./schema.ts";

/** One thing that is wrong with a configuration. It never repeats a value: that could be a secret. */
export interface Complaint {
  readonly code: `DP${number}`;
  readonly path: Path;
  /** What a person should look at. */
  readonly points: "key" | "value";
  /** Offset in the text, where no path leads there. */
  readonly offset?: number;
  readonly what: string;
  readonly todo: string | undefined;
}

type Issue = z.core.$ZodIssue;

/** All that is wrong with a parsed configuration, in words for its author. */
export function complaintsOf(value: unknown): Complaint[] {
  const misplaced = misplacedReferences(value);
  const covered = new Set(misplaced.map(({ path }) => shown(path)));
  const invalid = (configSchema.safeParse(value).error?.issues ?? []).flatMap((issue) => fromIssue(issue, value));
  return [...misplaced, ...invalid.filter(({ path }) => !covered.has(shown(path)))];
}

function fromIssue(issue: Issue, value: unknown): Complaint[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code === "invalid_key") return [badKey(issue)];
  const meant = issue.code === "invalid_union" ? branchMeant(issue) : undefined;
  if (meant) return meant.flatMap((inner) => fromIssue({ ...inner, path: [...path, ...inner.path] }, value));
  return [path.length > 0 && valueAt(value, path) === undefined ? missing(path) : badValue(issue)];
}

/** What is wrong within the branch that the author meant: the one that got further than the type. */
function branchMeant({ errors }: z.core.$ZodIssueInvalidUnion): Issue[] | undefined {
  const branches: readonly Issue[][] = errors;
  return branches.find((branch) => !branch.some(isOtherType));
}

function isOtherType({ code, path }: Issue): boolean {
  return path.length === 0 && (code === "invalid_type" || code === "invalid_value");
}

function unknownKey(path: Path, key: string): Complaint {
  const valid = keysAt(path);
  const [meant] = nearest(key, valid);
  const todo = meant === undefined ? `expected one of ${valid.join(", ")}` : `did you mean "${meant}"?`;
  return { code: "DP1007", path: [...path, key], points: "key", what: `unknown key "${key}"${inside(path)}`, todo };
}

function badKey({ path, issues }: z.core.$ZodIssueInvalidKey): Complaint {
  const what = `${shown(path)}: ${issues[0]?.message ?? "expected another key"}`;
  return { code: "DP1006", path, points: "key", what, todo: undefined };
}

function missing(path: Path): Complaint {
  const what = `"${String(path.at(-1))}" is missing${inside(path.slice(0, -1))}`;
  return { code: "DP1004", path, points: "key", what, todo: describedAt(path) ?? "add it" };
}

function badValue(issue: Issue): Complaint {
  const what = `${issue.path.length === 0 ? "the configuration" : shown(issue.path)}: ${expectation(issue)}`;
  return { code: "DP1006", path: issue.path, points: "value", what, todo: undefined };
}

/** Messages of our own start with "expected"; the others are zod's, and are said again for people. */
function expectation(issue: Issue): string {
  if (issue.message.startsWith("expected")) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `expected ${kindNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "invalid_union":
      return unionExpectation(issue);
    case "too_small":
      return `expected ${issue.origin === "number" ? `at least ${issue.minimum}` : "something, found nothing"}`;
    case "too_big":
      return `expected at most ${issue.maximum}${issue.origin === "string" ? " characters" : ""}`;
    default:
      return issue.message;
  }
}

const kindNames: Readonly<Record<string, string>> = {
  string: "text (in quotes, if it looks like something else)",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "keys and values",
  record: "keys and values",
};

/** Any of the branches. */
function unionExpectation({ errors }: z.core.$ZodIssueInvalidUnion): string {
  return errors
    .flat()
    .map((issue) => expectation(issue).replace(/^expected /, ""))
    .reduce((all, one, i) => (i === 0 ? `expected ${one}` : `${all}, or ${one}`), "");
}

/** References to the environment where they are not read: a person may think that they are. */
function misplacedReferences(value: unknown, path: Path = []): Complaint[] {
  const [top, second, part] = path;
  if (top === "verify" || (top === "vendors" && part === "auth") || (top === "publish" && second === "notify"))
    return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => misplacedReferences(item, [...path, i]));
  if (isObject(value)) return Object.entries(value).flatMap(([key, of]) => misplacedReferences(of, [...path, key]));
  if (typeof value !== "string" || !/\$\{[A-Za-z_][A-Za-z0-9_]*\}/.test(value)) return [];
  const what = `${shown(path)} refers to an environment variable, which only "auth" and "notify" may do`;
  return [{ code: "DP1005", path, points: "value", what, todo: "write the value itself, if it is no secret" }];
}

function inside(path: Path): string {
  return path.length === 0 ? "" : ` in ${shown(path)}`;
}
