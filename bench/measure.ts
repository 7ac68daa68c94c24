import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a whole process cost. */
export interface Cost {
  /** Wall time from spawn to exit, in milliseconds. */
  readonly ms: number;
  /** Time of its processors, in milliseconds. */
  readonly cpuMs: number;
  /** Peak resident memory, in bytes. */
  readonly peakBytes: number;
}

/** The medians of several runs. */
export interface Comparison {
  readonly floor: Cost;
  readonly subject: Cost;
}

/**
 * Runs two Node programs in turn, `runs` times each, so that a busy moment of the machine hits both.
 * @throws if one of them does not end with 0 or 1.
 */
export async function compare(floor: readonly string[], subject: readonly string[], runs: number): Promise<Comparison> {
  const costs = { floor: [] as Cost[], subject: [] as Cost[] };
  for (let run = 0; run < runs; run += 1) {
    costs.floor.push(await measure(floor));
    costs.subject.push(await measure(subject));
  }
  return { floor: middle(costs.floor), subject: middle(costs.subject) };
}

const usage = fileURLToPath(new URL("usage.cjs", import.meta.url));

/** Runs a Node program once. @throws if it does not end with 0 or 1. */
export function measure(program: readonly string[]): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ["--require", usage, ...program], {
      stdio: ["ignore", "ignore", "pipe", "pipe"],
    });
    let [errors, told] = ["", ""];
    child.stdio[2]?.on("data", (bytes) => (errors += bytes));
    child.stdio[3]?.on("data", (bytes) => (told += bytes));
    let ms = 0;
    child.on("exit", () => (ms = performance.now() - started));
    child.on("error", reject);
    child.on("close", (code) => {
      const [peakBytes = Number.NaN, cpuMs = Number.NaN] = told.split(" ").map(Number);
      if (code === 0 || code === 1) resolve({ ms, cpuMs, peakBytes });
      else reject(new Error(`node ${program.join(" ")} ended with ${code}\n${errors}`));
    });
  });
}

function middle(costs: readonly Cost[]): Cost {
  return {
    ms: median(costs.map(({ ms }) => ms)),
    cpuMs: median(costs.map(({ cpuMs }) => cpuMs)),
    peakBytes: median(costs.map(({ peakBytes }) => peakBytes)),
  };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (
    ((sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN) +
      (sorted[Math.ceil((sorted.length - 1) / 2)] ?? Number.NaN)) /
    2
  );
}
