import type { Comparison } from "./measure.ts";

/** Prints a row of a table: a name, and cells on the right of their columns. */
export function print([name = "", ...cells]: readonly string[]): void {
  console.log([name.padEnd(28), ...cells.map((cell) => cell.padStart(14))].join(""));
}

/** Cells of a comparison: the time of both and its ratio, then the same of their memory. */
export function row(name: string, { floor, subject }: Comparison): string[] {
  return [
    name,
    time(floor.ms),
    time(subject.ms),
    `${(subject.ms / floor.ms).toFixed(2)}×`,
    size(floor.peakBytes),
    size(subject.peakBytes),
    `${(subject.peakBytes / floor.peakBytes).toFixed(2)}×`,
  ];
}

/** Milliseconds. */
export function time(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

/** Bytes, in MiB. */
export function size(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
