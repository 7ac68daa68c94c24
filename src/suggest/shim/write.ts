import type { Description } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import { expressionOf, type Format, typeOf } from "./code.ts";
import { toldAs } from "./conversion.ts";
import type { Names } from "./names.ts";
import { key, placeOf, told } from "./names-in-code.ts";
import type { Shim } from "./shim.ts";
import { type Part, treeOf } from "./tree.ts";

/** What a file asks of code. */
export interface Style extends Format {
  /** `jsdoc` where JavaScript is checked as TypeScript is. */
  readonly types: "typescript" | "jsdoc" | "none";
  readonly module: "esm" | "commonjs";
  /** Whether all callers say what they expect; else what they get is as open as it was. */
  readonly isAsked: boolean;
}

/** The code of a shim: what the vendor answers now, as far as it is read, and the function that gives the old shape. */
export function codeOf(shim: Shim, is: Description, names: Names, style: Style): string {
  const body = treeOf(shim.steps, is);
  const part = shim.takenOut === undefined ? body : inEnvelope(shim.takenOut, body);
  const isTyped = style.types === "typescript";
  const type = isTyped ? `${declared(shim, part, names, style)}\n\n` : "";
  return `${type}${comment(shim, names, style)}\n${functionOf(shim, is, names, style)}\n`;
}

function inEnvelope(name: string, part: Part): Part {
  const members = [{ name, now: name, part: { ...part, isOptional: false, isNullable: false } }];
  return { isOptional: false, isNullable: false, work: { kind: "object", members } };
}

function declared({ operation }: Shim, part: Part, names: Names, style: Style): string {
  const says = `/** What ${told(operationName(operation))} answers now, as far as it is read here. */`;
  const type = typeOf(part, style, 0);
  const declaration =
    type.startsWith("{") && type.endsWith("}")
      ? `export interface ${names.type} ${type}`
      : `export type ${names.type} = ${type}${style.end}`;
  return `${says}\n${declaration}`;
}

function comment(shim: Shim, { noun }: Names, { types }: Style): string {
  const lines = [
    `Gives the answer of ${told(operationName(shim.operation))} the shape that it had before:`,
    ...saysOf(shim).map((line) => `- ${line}`),
    ...(shim.lost.length > 0 ? ["What it cannot restore:"] : []),
    ...shim.lost.map(({ pointer, text }) => `- ${told(placeOf(pointer))} ${text}`),
    ...(types === "jsdoc" ? [`@param {any} ${noun}`, "@returns {any}"] : []),
  ];
  return `/**\n${lines.map((line) => ` * ${line}\n`).join("")} */`;
}

/** What a shim does, a line each. */
function saysOf({ takenOut, putInto, steps }: Shim): string[] {
  return [
    ...(takenOut === undefined ? [] : [`it is taken out of ${told(takenOut)}`]),
    ...steps.map((step) =>
      step.kind === "renamed"
        ? `${told(placeOf(step.pointer))} is what is called ${told(step.now)} now`
        : `${told(placeOf(step.pointer))} ${inComment(toldAs(step.how))}`,
    ),
    ...(putInto === undefined ? [] : [`it is in ${told(putInto)} again`]),
  ];
}

function inComment(text: string): string {
  return told(text).slice(1, -1);
}

/** The function by itself. */
export function functionOf(shim: Shim, is: Description, names: Names, style: Style): string {
  const { takenOut, putInto, steps } = shim;
  const body = treeOf(steps, is);
  const { quoted, indent, end, types, module } = style;
  const { noun } = names;
  const isInline = module === "commonjs";
  const expression = expressionOf(noun, body, { format: style, item: names.item, depth: isInline ? 0 : 1 });
  const whole = body.isNullable && expression.includes("&&") ? `(${expression})` : expression;
  const result = putInto === undefined ? whole : `{ ${member(putInto, noun, expression)} }`;
  const parameter = takenOut === undefined ? noun : `{ ${member(takenOut, noun, noun)} }`;
  if (isInline) {
    const given = result.startsWith("{") ? `(${result})` : result;
    return `exports.${names.function} = (${parameter}) => ${given}${end}`;
  }
  const isTyped = types === "typescript";
  const generic = style.isAsked ? "<Before>" : "<Before = any>";
  const head = isTyped
    ? `${names.function}${generic}(${parameter}: ${names.type}): Before`
    : `${names.function}(${parameter})`;
  return `export function ${head} {\n${indent}return ${result}${isTyped ? " as Before" : ""}${end}\n}`;

  function member(name: string, local: string, value: string): string {
    return name === local && value === local ? name : `${key(name, quoted)}: ${value}`;
  }
}
