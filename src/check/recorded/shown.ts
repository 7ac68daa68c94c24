import type { Level } from "../../config/level.ts";
import { join, tokens } from "../../json.ts";
import type { Met } from "../../live/conformance/deviation.ts";
import { addressOf } from "../../live/recording/address.ts";
import type { Held } from "../../live/recording/hold.ts";
import type { Entry, Recorded } from "../../live/recording/recorded.ts";
import type { Stray } from "../../live/recording/router.ts";
import { redactor } from "../../live/redact/index.ts";
import { rules } from "../../live/rules.ts";
import type { Deviation } from "../../live/sample.ts";
import type { Unheld, Unmatched } from "./sighting.ts";

/** A deviation, where it was met in which entry, and where the contract speaks of it. */
export interface Told extends Omit<Deviation, "written"> {
  readonly level: Level;
  readonly base: string;
  readonly exchange: number;
}

/** What a recording shows. Its lists are bounded, whatever is read. */
export interface Shown {
  exchanges: number;
  matched: number;
  readonly deviations: Told[];
  /** How often each deviation was met, by fingerprint. */
  readonly times: Map<string, number>;
  readonly unmatched: List<Unmatched>;
  readonly unheld: List<Unheld>;
}

/** The first of many, and how many there were. */
export interface List<T> {
  readonly first: T[];
  total: number;
}

/** As many exchanges are listed for a deviation, and of those that match nothing: nobody reads more. */
const mostListed = 1000;

/**
 * Holds the entries of one recording against a contract. Where it has the contract's own servers in it, what went to
 * other hosts is not the contract's matter; where it has none, it went through a proxy or to a copy, and the path tells.
 */
export async function show(entries: AsyncIterable<Entry>, hold: (exchange: Recorded) => Held): Promise<Shown> {
  const [known, foreign] = [nothing(), nothing()];
  for await (const entry of entries) {
    known.exchanges += 1;
    if (entry.kind === "unreadable") add(known.unheld, { exchange: entry.index, text: entry.why });
    else count(entry.index, entry.exchange, hold(entry.exchange), known, foreign);
  }
  const isOwn = known.matched > 0;
  return {
    exchanges: known.exchanges,
    matched: isOwn ? known.matched : foreign.matched,
    deviations: isOwn ? known.deviations : foreign.deviations,
    times: isOwn ? known.times : foreign.times,
    unmatched: isOwn ? joined(known.unmatched, foreign.unmatched) : known.unmatched,
    unheld: isOwn ? known.unheld : joined(known.unheld, foreign.unheld),
  };
}

function nothing(): Shown {
  return {
    exchanges: 0,
    matched: 0,
    deviations: [],
    times: new Map(),
    unmatched: { first: [], total: 0 },
    unheld: { first: [], total: 0 },
  };
}

function add<T>(list: List<T>, one: T): void {
  list.total += 1;
  if (list.first.length < mostListed) list.first.push(one);
}

function joined<T extends { readonly exchange: number }>(one: List<T>, other: List<T>): List<T> {
  const first = [...one.first, ...other.first].sort((a, b) => a.exchange - b.exchange);
  return { first: first.slice(0, mostListed), total: one.total + other.total };
}

function count(exchange: number, { request }: Recorded, held: Held, known: Shown, foreign: Shown): void {
  if (held.kind === "stray") {
    add(known.unmatched, stray(exchange, request, held.because));
    return;
  }
  const to = held.host === "other" ? foreign : known;
  if (to === foreign) add(foreign.unmatched, stray(exchange, request, "host"));
  if (held.kind === "failed") add(to.unheld, { exchange, text: `nothing was answered (${held.code})` });
  else answered(exchange, held, to);
}

function answered(exchange: number, held: Held & { readonly kind: "held" }, to: Shown): void {
  to.matched += 1;
  if (held.isPart) add(to.unheld, { exchange, text: "the recording does not have the whole body" });
  for (const met of held.met) deviate(met, exchange, to);
}

const reasons: Readonly<Record<Stray["because"], string>> = {
  scheme: "it did not go over HTTP",
  host: "it went to a host that the contract does not name",
  options: "it only asks what may be sent there",
  method: "the contract does not have the method at this path",
  path: "the contract has no such path",
};

function stray(exchange: number, { method, url }: Recorded["request"], because: Stray["because"]): Unmatched {
  return {
    exchange,
    method,
    url: addressOf(url, redact),
    ...((because === "method" || because === "path") && { rule: "operation-undocumented" }),
    text: reasons[because],
  };
}

function deviate({ deviation, path }: Met, exchange: number, { deviations, times }: Shown): void {
  const { written, fingerprint, rule, ...rest } = deviation;
  const before = times.get(fingerprint) ?? 0;
  times.set(fingerprint, before + 1);
  if (before >= mostListed) return;
  const instancePath = pointerOf(path, tokens(deviation.instancePath));
  deviations.push({ ...rest, rule, level: levelOf(rule), instancePath, base: written, fingerprint, exchange });
}

/** The real pointer. Of the keys that are data, those that may be secret are left out. */
function pointerOf(path: Met["path"], told: readonly string[]): string {
  const shown = path.map((token, i) => (told[i] !== "*" || redact.text(token) === token ? token : "*"));
  return join("", ...shown);
}

const redact = redactor([]);

function levelOf(id: string): Level {
  const level = rules.find((candidate) => candidate.id === id)?.level;
  if (level === undefined || level === "none") throw new Error(`live rule ${id} has no level`);
  return level;
}
