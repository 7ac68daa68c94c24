import type { Limit, View } from "../schema/view.ts";
import { formatsOf } from "./values.ts";

/** Numbers at the edges of all views, those closest to zero first. */
export function numbers(views: readonly View[]): number[] {
  const edges = views
    .flatMap(({ maximum, minimum }) => [maximum, minimum])
    .flatMap((edge) => (edge ? [edge.value] : []));
  const factors = views.flatMap(({ multiplesOf }) => [...multiplesOf]);
  const near = edges.flatMap((edge) => [edge - 1, edge - 0.5, edge, edge + 0.5, edge + 1]);
  const multiples = factors.flatMap((factor) =>
    [0, ...edges].flatMap((edge) => [-1, 0, 1, 2].map((i) => (Math.floor(edge / factor) + i) * factor)),
  );
  const wide = views.some((view) => formatsOf(view).has("int32")) ? [2 ** 31] : [];
  return [...new Set([0, 1, -1, 0.5, ...near, ...multiples, ...wide])].sort((a, b) => Math.abs(a) - Math.abs(b));
}

/** No report wants to show a longer text. */
const charactersLimit = 1_000;

/** Strings of every format and of every length at the edges of all views, the shortest first. */
export function strings(views: readonly View[]): string[] {
  const shown = views.flatMap((view) => [...formatsOf(view)].flatMap((format) => samples[format] ?? []));
  const lengths = sizes(views, "minLength", "maxLength", charactersLimit);
  const stretched = shown
    .filter((text) => /[:/]/.test(text))
    .flatMap((text) => lengths.map((length) => text.padEnd(length, "a")));
  const plain = lengths.flatMap((length) => ["a", "0", "A"].map((letter) => letter.repeat(length)));
  return [...new Set([...shown, ...stretched, ...plain])];
}

const samples: Readonly<Record<string, readonly string[] | undefined>> = {
  date: ["1970-01-01"],
  "date-time": ["1970-01-01T00:00:00Z"],
  time: ["00:00:00Z"],
  duration: ["P1D"],
  email: ["a@example.com"],
  "idn-email": ["a@example.com"],
  hostname: ["example.com", "a-"],
  "idn-hostname": ["example.com"],
  ipv4: ["127.0.0.1"],
  ipv6: ["::1"],
  uuid: ["00000000-0000-0000-0000-000000000000"],
  uri: ["urn:a"],
  url: ["https://example.com"],
  "uri-reference": ["/a"],
  "uri-template": ["/{a}"],
  iri: ["urn:a"],
  "iri-reference": ["/a"],
  "json-pointer": ["/a"],
  "relative-json-pointer": ["0"],
  regex: ["a"],
  byte: ["YQ=="],
};

/** 0, 1, and what is just below, at and just above each limit, in rising order. */
export function sizes(views: readonly View[], least: Limit, most: Limit, limit: number): number[] {
  const edges = views.flatMap(({ limits }) => [limits.get(least), limits.get(most)]);
  const near = edges.flatMap((edge) => (edge === undefined ? [] : [edge - 1, edge, edge + 1]));
  return [...new Set([0, 1, ...near])].filter((size) => size >= 0 && size <= limit).sort((a, b) => a - b);
}
