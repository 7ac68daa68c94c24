import type ts from "typescript";
import { operationName } from "../contract/operations.ts";
import { tokens } from "../json.ts";
import { redactor } from "../live/redact/index.ts";
import { isOfTests } from "./of-tests.ts";
import { type CodePlace, certainties } from "./place.ts";
import { isGenerated } from "./project/generated.ts";
import type { Use } from "./use.ts";

/**
 * Where uses are, each place once, tests last; then the most certain first, and by file and line. What a program wrote is
 * no place to edit: it is left out.
 */
export function placesOf(uses: readonly Use[]): CodePlace[] {
  return distinct(uses.filter(({ node }) => !isGenerated(node.getSourceFile())).map(placeOf));
}

function placeOf(use: Use): CodePlace {
  const { project, node, certainty } = use;
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  const path = project.pathOf(file);
  const symbol = symbolAround(node, project.ts);
  return {
    file: path,
    line: line + 1,
    column: character + 1,
    certainty,
    frame: frameOf(file, line),
    ...(symbol !== "" && { symbol }),
    how: how(use),
    ...(isOfTests(path) && { test: true }),
  };
}

const { text: masked } = redactor([]);

/** The line as it is, short enough to be read, with nothing in it that looks like a secret. */
function frameOf(file: ts.SourceFile, line: number): string {
  const [start = 0, end] = file.getLineStarts().slice(line, line + 2);
  return short(masked(file.text.slice(start, end).trim()));
}

function short(text: string): string {
  return text.length > frameLimit ? `${text.slice(0, frameLimit - 1)}…` : text;
}

const frameLimit = 120;

/** The named things around a node, the outermost first: `Shop.order`. */
function symbolAround(node: ts.Node, ts: Use["project"]["ts"]): string {
  const names: string[] = [];
  for (let around: ts.Node | undefined = node.parent; around; around = around.parent) {
    const name = nameOf(around);
    if (name && name !== node) names.unshift(name.getText());
  }
  return names.slice(-3).join(".");

  function nameOf(around: ts.Node): ts.Node | undefined {
    const isNamed = ts.isClassLike(around) || (ts.isFunctionLike(around) && "body" in around);
    if (isNamed && around.name) return around.name;
    const isHolder =
      ts.isVariableDeclaration(around) || ts.isPropertyAssignment(around) || ts.isPropertyDeclaration(around);
    const holds = isHolder && around.initializer ? around.initializer : undefined;
    const isFunction =
      holds && (ts.isArrowFunction(holds) || ts.isFunctionExpression(holds) || ts.isClassExpression(holds));
    return isHolder && isFunction ? around.name : undefined;
  }
}

/** How a place reaches what changed, in a few words. */
function how({ operation, subject: named, told: subject = named, node, project: { ts }, says }: Use): string {
  const called = operationName(operation);
  const reason = says === undefined ? "" : `: ${short(masked(says.split("\n").at(0) ?? ""))}`;
  switch (subject.kind) {
    case "call":
      return `calls ${called}${reason}`;
    case "credential":
      return `credential in ${subject.in} ${subject.name} of ${called}${reason}`;
    case "parameter":
      return `${subject.in} parameter ${subject.name} of ${called}${reason}`;
    case "request":
      return `${dotted(subject.pointer, "the body")} sent to ${called}${reason}`;
    case "response":
      return `${dotted(subject.pointer, "the body")} of the answer of ${called}${reason}`;
    case "handed-on":
      return `${dotted(subject.pointer, "the body")} of the answer of ${called}, handed on${to(node, ts)}${reason}`;
    case "response-header":
      return `header ${subject.name} of the answer of ${called}${reason}`;
    case "status":
      return `status of the answer of ${called}${reason}`;
  }
}

/** `lines[].sku` */
function dotted(pointer: string, whole: string): string {
  const names = tokens(pointer).map((token) => (token === "*" ? "[]" : `.${token}`));
  return pointer === "" ? whole : names.join("").replace(/^\./, "");
}

function to({ parent }: ts.Node, ts: Use["project"]["ts"]): string {
  if (!ts.isCallExpression(parent)) return "";
  const { expression } = parent;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  return /^[\w$]{1,40}$/.test(name) ? ` to ${name}()` : "";
}

/** Each place once, at its most certain. */
function distinct(places: readonly CodePlace[]): CodePlace[] {
  const sorted = places.toSorted(byCertaintyAndPlace);
  const key = ({ file, line, column }: CodePlace) => `${file}:${line}:${column}`;
  return [...new Map(sorted.toReversed().map((place) => [key(place), place])).values()].toSorted(byCertaintyAndPlace);
}

function byCertaintyAndPlace(a: CodePlace, b: CodePlace): number {
  const test = Number(a.test === true) - Number(b.test === true);
  const certainty = certainties.indexOf(a.certainty) - certainties.indexOf(b.certainty);
  const file = a.file < b.file ? -1 : Number(a.file > b.file);
  return test || certainty || file || a.line - b.line || a.column - b.column;
}
