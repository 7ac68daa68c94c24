import type ts from "typescript";

/** Whether a file says at its head that a program wrote it: nobody edits it, for the next run would write it again. */
export function isGenerated(file: ts.SourceFile): boolean {
  const [first] = file.statements;
  const head = file.text.slice(0, Math.min(first?.getStart(file) ?? file.text.length, longestHead));
  return says.test(head);
}

const longestHead = 2000;

const says =
  /@generated\b|\bauto(matically)?[- ]?generated\b|\bfile (is|was)? ?generated (from|by)\b|\bdo not (edit|modify|make (direct )?changes)\b/i;
