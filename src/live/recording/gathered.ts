import type { Description, Operation } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import type { JsonObject } from "../../json.ts";
import { undocumentedStatus } from "../conformance/index.ts";
import { isJson } from "../conformance/media-type.ts";
import { mediaTypeFor, responseFor } from "../conformance/response.ts";
import { ofShape, type ShapeDeviation } from "../conformance/shape.ts";
import { type Endpoint, endpoint } from "../probe/endpoint.ts";
import type { Fit, Sample, Shape } from "../sample.ts";
import { describedShape } from "../shape/described.ts";
import { settled } from "../shape/settle.ts";
import { router } from "./router.ts";
import { mergeRecorded, nothing, type RecordedAnswers, type RecordedShapes } from "./write-shapes.ts";

/** What recordings of shapes show of a vendor's contracts. */
export interface GatheredShapes {
  /** One for each operation and status of a success. */
  readonly samples: readonly Sample[];
  readonly exchanges: number;
  /** Exchanges that nobody has read, so that all counts are lower bounds. */
  readonly dropped: number;
  /** Those that belong to no operation of the pinned contract, by their addresses. */
  readonly unmatched: Readonly<Record<string, number>>;
}

/**
 * Holds recorded shapes against a vendor's contracts. As of all recordings, only answers of success say something, and
 * where errors may be among them, even those do not: shapes cannot be taken apart again.
 */
export function gathered(
  recordings: readonly RecordedShapes[],
  { pinned, published }: { readonly pinned: Description; readonly published: Description | undefined },
): GatheredShapes {
  const named = recordings.map(namer(pinned.document)).reduce(mergeRecorded, nothing);
  const { answers, failures, unmatched, dropped } = named;
  const samples = Object.entries(answers).flatMap(
    ([name, one]) => sampleOf(name, one, dropped > 0, pinned.document, published?.document) ?? [],
  );
  const counts = [...Object.values(answers).map(({ count }) => count), ...[failures, unmatched].flatMap(countsOf)];
  return { samples, exchanges: counts.reduce((sum, count) => sum + count, 0), dropped, unmatched };
}

function countsOf(counts: Readonly<Record<string, number>>): number[] {
  return Object.values(counts);
}

/** Gives answers the names that the contract has for their operations: what was recorded before the pin has guessed them. */
function namer(document: JsonObject): (recording: RecordedShapes) => RecordedShapes {
  const route = router(document);
  const find = ({ method, path }: Operation) => {
    const known = endpoint(document, { method, path })?.operation;
    const address = `http://recorded.invalid${path}`;
    if (known || !URL.canParse(address)) return known;
    const found = route(method.toUpperCase(), new URL(address));
    return "because" in found ? undefined : found.operation.operation;
  };
  return (recording) =>
    Object.entries(recording.answers)
      .map(([name, one]): RecordedShapes => {
        const { operation, status } = parsed(name);
        const found = find(operation);
        return found
          ? { ...nothing, answers: { [`${operationName(found)} ${status}`]: one } }
          : { ...nothing, unmatched: { [name]: one.count } };
      })
      .reduce(mergeRecorded, { ...recording, answers: {} });
}

function parsed(name: string): { readonly operation: Operation; readonly status: number } {
  const [, method = "", path = "", status = ""] = /^(\S+) (.*) (\d{3})$/.exec(name) ?? [];
  return { operation: { method: method.toLowerCase(), path }, status: Number(status) };
}

function sampleOf(
  name: string,
  { addresses, unread, mediaTypes, shape }: RecordedAnswers,
  isPart: boolean,
  pinned: JsonObject,
  published: JsonObject | undefined,
): Sample | undefined {
  const { operation, status } = parsed(name);
  const found = endpoint(pinned, operation);
  if (!found || status < 200 || status >= 300) return undefined;
  const [mediaType, ...others] = Object.keys(mediaTypes).filter(isJson);
  const headers = mediaType === undefined || others.length > 0 ? {} : { "content-type": mediaType };
  const seen = { status, headers, shape };
  const described = describedShape({ answer: seen, shape: shape && settled(shape) }, found);
  const held = hold(found, { ...seen, shape: described });
  if (mayBeError(described, held)) return undefined;
  const now = published && hold(endpoint(published, operation), { ...seen, shape: described });
  return {
    exchange: {
      operation: found.operation,
      request: { method: operation.method.toUpperCase(), url: "", headers: {} },
      answer: { kind: "answer", status, headers, body: undefined },
      startedAt: "",
      durationMs: 0,
    },
    pinned: fitOf(held),
    ...(now && { published: newerOf(now, held) }),
    server: "unnamed",
    ...(described && { shape: described }),
    gathered: { addresses, isPart: isPart || unread > 0 },
    protocol: {},
  };
}

interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly shape: Shape | undefined;
}

/** How answers fit one contract. */
interface Held extends Omit<Fit, "deviations"> {
  readonly found: readonly ShapeDeviation[];
}

function hold(at: Endpoint | undefined, { status, headers, shape }: Seen): Held {
  if (!at) return { known: false, violations: [], found: [], documented: false };
  const response = responseFor(at, status);
  if (!response) {
    const found = undocumentedStatus(at, { status, headers }).map(({ deviation }) => ({ deviation, types: [] }));
    return { known: true, violations: [], found, documented: false };
  }
  const media = mediaTypeFor(at.document, response, headers["content-type"]);
  const found = media && shape ? ofShape(at, status, media, shape) : [];
  return { known: true, violations: [], found, documented: true };
}

function fitOf({ found, ...held }: Held): Fit {
  return { ...held, deviations: found.map(({ deviation }) => deviation) };
}

/**
 * What does not fit the pinned contract, held against the published one. Values that do fit may be older than a release:
 * that they do not fit what is published shows nothing of today.
 */
function newerOf({ found, ...held }: Held, pinned: Held): Fit {
  const isNewer = ({ deviation: { fingerprint }, types }: ShapeDeviation) =>
    pinned.found.some(
      (other) =>
        other.deviation.fingerprint === fingerprint &&
        (types.length === 0 || types.some((type) => other.types.includes(type))),
    );
  return fitOf({ ...held, found: found.filter(isNewer) });
}

/** Some vendors answer errors with a status of success. */
function mayBeError(shape: Shape | undefined, { found }: Held): boolean {
  const names = Object.keys(shape?.properties ?? {}).filter((name) => ["error", "errors", "fault"].includes(name));
  return found.some(({ deviation }) => names.includes(deviation.instancePath.slice(1)));
}
