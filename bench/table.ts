/** Prints a row of a table: a name, and cells on the right of their columns. */
export function print([name = "", ...cells]: readonly string[]): void {
  console.log([name.padEnd(28), ...cells.map((cell) => cell.padStart(14))].join(""));
}

/** Milliseconds. */
export function time(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

/** Bytes, in MiB. */
export function size(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
