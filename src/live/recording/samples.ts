import type { Description } from "../../contract/contract.ts";
import { operationName } from "../../contract/operations.ts";
import type { Runtime } from "../../runtime/index.ts";
import { exchangeOf, receive } from "../observe.ts";
import { redactor } from "../redact/index.ts";
import type { Team } from "../redact/team.ts";
import type { Fit, Sample } from "../sample.ts";
import type { RawAnswer } from "../transport/reply.ts";
import { addressOf } from "./address.ts";
import { gathered } from "./gathered.ts";
import { type Held, holder } from "./hold.ts";
import { recording } from "./index.ts";
import { isShapes, readShapes } from "./read-shapes.ts";
import type { Entry, Recorded } from "./recorded.ts";
import type { RecordedShapes } from "./write-shapes.ts";

/** What a vendor's recordings show of its contracts. */
export interface Recordings {
  /** Answers that say something, one for each operation, status and way of not fitting: the others say the same. */
  readonly samples: readonly Sample[];
  readonly exchanges: number;
  /** How many are known to have passed without being recorded, so that counts of shapes are lower bounds. */
  readonly dropped: number;
  /** How many of the exchanges are in shapes that were recorded under another pin, and so say nothing of this one. */
  readonly past: number;
  /** How many belong to no operation of the pinned contract, and the first few, as `METHOD /path`. */
  readonly unmatched: { readonly total: number; readonly first: readonly string[] };
}

/**
 * Holds a vendor's recordings against its contracts. Only answers of success say something: nobody can find out any more
 * why a recorded exchange failed. Bodies that are not all there say nothing either. Files are HTTP Archives, Postman
 * collections, or shapes that `driftpin/undici` has recorded, by what is in them.
 * @param paths absolute
 * @param since the pin (see `pinId`) under which shapes must have been recorded to say something; absent while pinning, for
 * whatever was recorded before is known then
 * @throws CouldNotCheckError for a recording that cannot be read
 */
export async function recordedSamples(
  paths: readonly string[],
  contracts: Contracts,
  team: Team,
  runtime: Runtime,
  since?: string,
): Promise<Recordings> {
  const kinds = await Promise.all(paths.map((path) => isShapes(path, runtime)));
  const ofExchanges = await fromExchanges(
    paths.filter((_, i) => !kinds[i]),
    contracts,
    team,
    runtime,
  );
  const read = await Promise.all(paths.filter((_, i) => kinds[i]).map((path) => readShapes(path, runtime)));
  const isNow = ({ pins }: RecordedShapes) => since === undefined || pins.every((pin) => pin === since);
  const now = gathered(read.filter(isNow), contracts);
  const past = gathered(
    read.filter((one) => !isNow(one)),
    contracts,
  );
  const strays = Object.entries({ ...past.unmatched, ...now.unmatched }).map(([name]) => name.replace(/ \S+$/, ""));
  const { first, total } = ofExchanges.unmatched;
  return {
    samples: [...ofExchanges.samples, ...now.samples],
    exchanges: ofExchanges.exchanges + now.exchanges + past.exchanges,
    dropped: now.dropped + past.dropped,
    past: past.exchanges,
    unmatched: {
      total: [now, past]
        .flatMap(({ unmatched }) => Object.values(unmatched))
        .reduce((sum, count) => sum + count, total),
      first: [...new Set([...first, ...strays])].slice(0, mostNamed),
    },
  };
}

/** What recordings are held against. */
interface Contracts {
  readonly pinned: Description;
  readonly published: Description | undefined;
}

async function fromExchanges(
  paths: readonly string[],
  contracts: Contracts,
  team: Team,
  runtime: Runtime,
): Promise<Pick<Recordings, "samples" | "exchanges" | "unmatched">> {
  const pinned = await holder(contracts.pinned.document);
  const published = contracts.published && (await holder(contracts.published.document));
  const hold: Hold = (exchange) => ({ pinned: pinned(exchange), published: published?.(exchange) });
  const samples = new Map<string, Sample>();
  const strays = new Set<string>();
  const counts = { exchanges: 0, unmatched: 0 };
  for (const path of paths) {
    const shown = await show(recording(path, runtime), hold, team);
    counts.exchanges += shown.exchanges;
    counts.unmatched += shown.unmatched;
    for (const name of shown.strays) strays.add(name);
    // As where recordings are held against any contract: another host counts only where the vendor's own is not there.
    for (const sample of (shown.own.size > 0 ? shown.own : shown.foreign).values()) keep(samples, sample);
  }
  const unmatched = { total: counts.unmatched, first: [...strays].slice(0, mostNamed) };
  return { samples: [...samples.values()], exchanges: counts.exchanges, unmatched };
}

type Hold = (exchange: Recorded) => Both;

/** What both contracts say of a recorded exchange. */
interface Both {
  readonly pinned: Held;
  readonly published: Held | undefined;
}

/** What one recording shows. */
interface Shown {
  exchanges: number;
  unmatched: number;
  readonly strays: Set<string>;
  readonly own: Map<string, Sample>;
  readonly foreign: Map<string, Sample>;
}

async function show(entries: AsyncIterable<Entry>, hold: Hold, team: Team): Promise<Shown> {
  const shown: Shown = { exchanges: 0, unmatched: 0, strays: new Set(), own: new Map(), foreign: new Map() };
  for await (const entry of entries) {
    shown.exchanges += 1;
    if (entry.kind === "exchange") count(entry.exchange, hold(entry.exchange), team, shown);
  }
  return shown;
}

function count(exchange: Recorded, held: Both, team: Team, shown: Shown): void {
  if (held.pinned.kind === "stray") {
    shown.unmatched += 1;
    if (shown.strays.size < mostNamed) shown.strays.add(name(exchange, team));
    return;
  }
  const sample = sampleOf(exchange, held, team);
  if (sample) keep(held.pinned.host === "other" ? shown.foreign : shown.own, sample);
}

/** As many are named of those that belong nowhere. */
const mostNamed = 5;

function name({ request: { method, url } }: Recorded, team: Team): string {
  return `${method} ${addressOf(url, redactor([], team))}`;
}

function sampleOf({ request, reply, isWhole }: Recorded, { pinned, published }: Both, team: Team): Sample | undefined {
  const { answer } = reply;
  if (pinned.kind !== "held" || pinned.isPart || answer.kind === "failure" || !isSuccess(answer, pinned))
    return undefined;
  const { operation } = pinned;
  const received = receive(answer, [], team);
  return {
    exchange: exchangeOf({ operation, request, secrets: [], team }, reply, received),
    pinned: fitOf(pinned),
    ...(published && { published: fitOf(published) }),
    server: "unnamed",
    ...(received.shape && isWhole && { shape: received.shape }),
    protocol: {},
  };
}

/** A redirect that the contract does not know hides the answer. */
function isSuccess({ status }: RawAnswer, { documented }: Held & { readonly kind: "held" }): boolean {
  return status < 300 || (status < 400 && documented);
}

function fitOf(held: Held): Fit {
  if (held.kind !== "held") return { known: false, violations: [], deviations: [], documented: false };
  const deviations = held.met.map(({ deviation }) => deviation);
  return { known: true, violations: [], deviations, documented: held.documented };
}

/** The first of those that say the same. */
function keep(samples: Map<string, Sample>, sample: Sample): void {
  const { exchange, pinned, published } = sample;
  const status = exchange.answer.kind === "answer" ? exchange.answer.status : 0;
  const misfits = [pinned, published].map((fit) => fit?.deviations.map(({ fingerprint }) => fingerprint).sort());
  const key = JSON.stringify([operationName(exchange.operation), status, misfits]);
  if (!samples.has(key)) samples.set(key, sample);
}
