import type { Json } from "../src/json.ts";
import { infer } from "../src/live/shape/index.ts";

/** What it takes to infer the shape of an answer, beside JSON.parse of the same text, in milliseconds. */
export interface ShapeCost {
  readonly name: string;
  readonly parseMs: number;
  readonly inferMs: number;
}

/** Measures both in turn on answers of some megabytes each: records, numbers, short texts, and a map. Medians of `runs`. */
export function shapeCosts(runs: number): ShapeCost[] {
  return Object.entries(answers).map(([name, answer]) => {
    const text = JSON.stringify(answer());
    const costs = Array.from({ length: runs }, () => once(text));
    return { name, parseMs: middle(costs.map(({ parse }) => parse)), inferMs: middle(costs.map(({ shape }) => shape)) };
  });
}

function once(text: string): { readonly parse: number; readonly shape: number } {
  const started = performance.now();
  const value: Json = JSON.parse(text);
  const parsed = performance.now();
  infer(value);
  return { parse: parsed - started, shape: performance.now() - parsed };
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const answers: Readonly<Record<string, () => Json>> = {
  "shape of 20,000 records": () => list(20_000, record),
  "shape of 500,000 numbers": () => list(500_000, (i) => i * 1.5),
  "shape of 200,000 short texts": () => list(200_000, (i) => `word${i % 100}`),
  "shape of a map of 50,000": () => Object.fromEntries(list(50_000, (i): [string, Json] => [`key-${i}`, { n: i }])),
};

function list<T>(length: number, item: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => item(i));
}

function record(i: number): Json {
  return {
    id: 1_000_000 + i,
    key: `3f2504e0-4f89-11d3-9a0c-${String(i).padStart(12, "0")}`,
    url: `https://shop.example/orders/${i}`,
    state: i % 2 === 0 ? "open" : "closed",
    total: i * 1.25,
    note: i % 3 === 0 ? null : "Leave it at the door, and ring twice.",
    customer: { name: `Customer ${i}`, email: `c${i}@shop.example`, isNew: i % 5 === 0 },
    lines: [{ sku: `sku-${i}`, count: 1 + (i % 4) }],
    created_at: "2026-01-02T03:04:05Z",
  };
}
