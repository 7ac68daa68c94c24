import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { editOf, replaced } from "../reading.ts";
import { quote } from "../style.ts";
import type { Edit } from "../suggestion.ts";
import { type Secret, secretIn } from "./secret.ts";
import type { Transition } from "./transition.ts";

/**
 * A value in the form that is asked for now; undefined where the code does not tell its form, or the secret is written in
 * it. What has that form already stays.
 */
export function sentAs(value: ts.Expression, transition: Transition, use: Use): Edit[] | undefined {
  const { from, to } = transition;
  const found = secretIn(value, use);
  if (found === undefined || !isOfForm(found, transition)) return undefined;
  if (from.word === "basic" || to.word === "basic") return toFillIn(found, to.word, use);
  const { word } = found;
  const wanted = to.word && spelled(to.word);
  if (word === undefined) return wanted === undefined ? [] : prefixed(value, wanted, use);
  if (wanted === undefined) return unwrapped(found, use);
  if (word.text.toLowerCase() === to.word) return [];
  return [editOf(use, { start: word.start, end: word.start + word.text.length, text: wanted })];
}

/** Whether it begins as the contract says. An API key in `Authorization` has a word of the vendor's own, or none. */
function isOfForm({ word }: Secret, { from, to }: Transition): boolean {
  if (from.word !== undefined) return word?.text.toLowerCase() === from.word;
  if (from.name.toLowerCase() !== "authorization") return word === undefined;
  return (word === undefined) === (to.word === undefined);
}

/** Words are matched without regard to case, and mostly written so (RFC 9110, section 11.1). */
export function spelled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A name and a password are no token, and the other way round: a person puts in what is asked for. */
function toFillIn({ value }: Secret, word: string | undefined, use: Use): Edit[] {
  const text = word === undefined ? "TODO" : `${spelled(word)} TODO`;
  const literal = quote(text, value.getSourceFile(), use.project.ts);
  return [replaced(value, literal, use.project)];
}

function prefixed(value: ts.Expression, word: string, use: Use): Edit[] {
  const { ts } = use.project;
  const [start, end] = [value.getStart(), value.getEnd()];
  if (ts.isTemplateExpression(value)) return [editOf(use, { start: start + 1, end: start + 1, text: `${word} ` })];
  return [editOf(use, { start, end: start, text: `\`${word} \${` }), editOf(use, { start: end, end, text: "}`" })];
}

function unwrapped({ value, secret }: Secret, use: Use): Edit[] {
  return [
    editOf(use, { start: value.getStart(), end: secret.getStart(), text: "" }),
    ...(value.getEnd() > secret.getEnd()
      ? [editOf(use, { start: secret.getEnd(), end: value.getEnd(), text: "" })]
      : []),
  ];
}
