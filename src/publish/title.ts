import { neutralise } from "../report/neutralise.ts";

/** A title as GitHub takes it: one line of at most 256 characters, on which nothing acts, whatever a name in it is like. */
export function titled(text: string): string {
  const line = neutralise(text);
  if (line.length <= mostUnits) return line;
  let cut = "";
  for (const character of line) {
    if (cut.length + character.length >= mostUnits) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** GitHub's limit. Units, not characters: whichever it counts, this is enough. */
const mostUnits = 256;
