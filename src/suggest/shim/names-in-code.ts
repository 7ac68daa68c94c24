import { tokens } from "../../json.ts";
import { isIdentifier } from "../style.ts";

/** Writes a text as a literal, in the quotes of a file. */
export type Quoted = (text: string) => string;

/** The name of a member where it is written: bare where it is an identifier. */
export function key(name: string, quoted: Quoted): string {
  return isPlain(name) ? name : visible(quoted(name));
}

/** A member of a value: `order.total`, `order["total amount"]`. */
export function access(value: string, name: string, quoted: Quoted): string {
  return isPlain(name) ? `${value}.${name}` : `${value}[${visible(quoted(name))}]`;
}

/** A vendor's word in a comment, between backticks: it ends neither, and is all that is seen. */
export function told(word: string): string {
  return `\`${visible(word).replaceAll("`", "'").replaceAll("*/", "*\\/")}\``;
}

/** A place as people read it: `lines[].price`. */
export function placeOf(pointer: string): string {
  const names = tokens(pointer).map((name, i) => (name === "*" ? "[]" : i === 0 ? name : `.${name}`));
  return names.length === 0 ? "the answer" : names.join("");
}

function isPlain(name: string): boolean {
  return isIdentifier(name) && visible(name) === name;
}

/** Without what nobody sees and what turns the direction of a text round, which would hide what code says. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, (found) =>
    Array.from(found, (_, i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
}
