import { styleText } from "node:util";
import { wrapAnsi } from "fast-wrap-ansi";

export interface TerminalOptions {
  /** Width of the terminal in columns; lines break before it wherever they have a space. */
  readonly columns: number;
  readonly colour: boolean;
}

/** A style, by its name in Node's `styleText`. */
export type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "magenta" | "green";

/** Writes for one terminal. Whatever comes from a report must be printable already. */
export interface Page {
  paint(style: Style, text: string): string;
  /** The text, indented, and broken to the width; further lines may hang deeper by some columns. */
  lines(indent: number, text: string, deeper?: number): string;
  /** A text that hangs beside its label. */
  labelled(indent: number, label: string, text: string): string;
}

export function page({ columns, colour }: TerminalOptions): Page {
  const paint = (style: Style, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
  return {
    paint,
    lines: (indent, text, deeper = 0) => `${" ".repeat(indent)}${hang(text, indent + deeper, columns)}`,
    labelled: (indent, label, text) =>
      `${" ".repeat(indent)}${paint("dim", `${label.padEnd(labelWidth - 1)} `)}${hang(text, indent + labelWidth, columns)}`,
  };
}

/** Broken to what the indent leaves of the width; a word that is longer stays whole, so that it can be copied. */
function hang(text: string, indent: number, columns: number): string {
  const width = Math.max(columns - indent, narrowest);
  if (text.length <= width && isPlain.test(text)) return text;
  return wrapAnsi(text, width).replaceAll("\n", `\n${" ".repeat(indent)}`);
}

/** One column a character, and no escapes: most lines, and measuring the others takes long. */
const isPlain = /^[\x20-\x7e]*$/;

const labelWidth = 9;
const narrowest = 20;
