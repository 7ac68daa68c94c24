import type { Description } from "../../src/contract/contract.ts";
import type { Change } from "../../src/diff/change.ts";
import type { Witnessed } from "../../src/drift/index.ts";
import { type Json, type JsonObject, join } from "../../src/json.ts";
import { deviation } from "../../src/live/conformance/deviation.ts";
import type { LiveRuleId } from "../../src/live/rules.ts";
import type { Deviation, Fit, Sample } from "../../src/live/sample.ts";
import { infer } from "../../src/live/shape/index.ts";
import type { Cause, Diagnosis } from "../../src/triage/diagnosis.ts";

/** The operation that all tests of this folder are about. */
const operation = { method: "get", path: "/orders/{id}" } as const;
export const place = "/paths/~1orders~1{id}/get";
export const schema = `${place}/responses/200/content/application~1json/schema`;

/** A contract with that operation, and the statuses and media types that are named. */
export function contract(responses: JsonObject = { "200": {}, default: {} }): Description {
  return {
    document: { openapi: "3.1.0", paths: { "/orders/{id}": { get: { responses } } } },
    texts: [],
    bundled: {},
  };
}

/** A change at a place, named by its rule; both documents have some place for it. */
export function change(rule: string, pointer: string, parts: Partial<Change> = {}): Change {
  return {
    rule,
    level: "breaking",
    operation,
    pointer,
    base: pointer,
    revision: pointer,
    text: "",
    todo: "",
    fingerprint: `${rule} at ${pointer}`,
    root: "root",
    operations: 1,
    ...parts,
  };
}

interface Answered {
  readonly status?: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pinned?: Partial<Fit>;
  /** `null` where there is no published contract. */
  readonly published?: Partial<Fit> | null;
}

/** One answer to a probe. */
export function answered({ status = 200, body, headers = {}, pinned, published = {} }: Answered): Sample {
  const fit = { known: true, violations: [], deviations: [], documented: true };
  return {
    exchange: {
      operation,
      request: { method: "GET", url: "https://shop.example/orders/1", headers: {} },
      answer: { kind: "answer", status, headers: { "content-type": "application/json", ...headers }, body },
      startedAt: "2026-01-02T03:04:05Z",
      durationMs: 1,
    },
    pinned: { ...fit, ...pinned },
    ...(published && { published: { ...fit, ...published } }),
    server: "documented",
    ...(body !== undefined && { shape: infer(body) }),
    protocol: {},
  };
}

/** A deviation at a place in the body. */
export function off(rule: LiveRuleId, instancePath: string): Deviation {
  return deviation({
    rule,
    operation,
    status: 200,
    instancePath,
    pointer: `${schema}${instancePath.replaceAll("/", "/properties/")}`,
    written: `/components/schemas/Order${instancePath.replaceAll("/", "/properties/")}`,
    keyword: "type",
    text: `${rule} at ${instancePath}`,
  });
}

/** What triage made of a failed answer. */
export function diagnosed(sample: Sample, cause: Cause): Diagnosis {
  return {
    sample,
    cause,
    decidedBy: 7,
    certainty: "certain",
    steps: [],
    text: `it is ${cause}`,
    todo: "Look.",
  };
}

/** One night, quiet unless told otherwise. */
export function night(
  parts: Partial<Omit<Witnessed, "sampling">> & { readonly samples?: readonly Sample[] },
): Witnessed {
  const { samples = [], ...rest } = parts;
  return {
    paper: { pinned: contract(), published: contract() },
    changes: [],
    uncompared: [],
    sampling: { samples, refusals: [], blocked: [] },
    diagnoses: [],
    baseline: { sampled: ["GET /orders/{id}"], deviations: [], shapes: {}, protocol: {} },
    ...rest,
  };
}

/** A pointer below the operation. */
export function below(...names: readonly string[]): string {
  return join(place, ...names);
}
