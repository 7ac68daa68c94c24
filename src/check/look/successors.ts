import type { Heard } from "../../announce/heard.ts";
import { type Announced, announcedAfter, successorsNamed } from "../../announce/successors.ts";
import type { Vendor } from "../../config/schema.ts";
import type { Description, Operation } from "../../contract/contract.ts";
import { load } from "../../contract/index.ts";
import { operationName } from "../../contract/operations.ts";
import type { Successor, Successors } from "../../contract/successors.ts";
import { tellsOfEnd } from "../../drift/ends.ts";
import type { Undecided } from "../../drift/finding.ts";
import { isSameOperation } from "../../drift/operation.ts";
import { firstServer } from "../../live/probe/server.ts";
import type { Sample } from "../../live/sample.ts";
import { type Linked, linkedIn, successorsAt } from "../../live/successor.ts";
import type { Runtime } from "../../runtime/index.ts";
import { fetchDescription } from "../../source/index.ts";
import { contextOf } from "../describe.ts";
import { obstacle } from "./obstacle.ts";
import { cutToNamed, type Published } from "./published.ts";

/** One vendor's night, as far as it may tell of successors. */
interface Told {
  readonly vendor: Vendor;
  readonly pinned: Description;
  readonly paper: Published;
  readonly drifts: readonly Undecided[];
  readonly samples: readonly Sample[];
  readonly heard: readonly Heard[];
}

/**
 * What a vendor names as what comes after operations that end: in its description, in its answers, and in what it
 * announces. Where those do not agree, it names nothing. What answers and announcements name may be in no pin: then the
 * description is fetched once more, all of it.
 */
export async function successorsOf(told: Told, folder: string, runtime: Runtime): Promise<Successors | undefined> {
  const { vendor, pinned, paper, drifts, samples, heard } = told;
  if (paper.kind !== "had") return undefined;
  const written = paper.successors ?? new Map();
  const ends = drifts.flatMap(({ rule, operation }) => (operation && tellsOfEnd(rule) ? [operation] : []));
  const isEnding = ({ operation }: { readonly operation: Operation }) =>
    ends.some((end) => isSameOperation(end, operation));
  const said = { linked: linkedIn(samples).filter(isEnding), announced: announcedAfter(heard).filter(isEnding) };
  if (said.linked.length + said.announced.length === 0)
    return written.size > 0 ? { named: written, elsewhere: new Set() } : undefined;
  const servers = [vendor.server ?? firstServer(pinned.document) ?? [], vendor.fallbackServers].flat();
  const near = describedIn(paper.contract, said, servers);
  const far = {
    linked: said.linked.filter(({ operation }) => near.linked.elsewhere.has(operationName(operation))),
    announced: near.announced.unclear,
  };
  const isOfUse = far.linked.length + far.announced.length > 0 && vendor.code.length > 0;
  const whole = isOfUse ? await wholeAgain(vendor, folder, runtime) : undefined;
  const beyond = whole && describedIn(whole, far, servers);
  const cut = (named: Successors["named"] = new Map()) => (whole ? cutToNamed(named, whole) : named);
  const linked = new Map([...near.linked.named, ...cut(beyond?.linked.named)]);
  const announced = new Map([...near.announced.named, ...cut(beyond?.announced.named)]);
  const unclear = (beyond ?? near).announced.unclear.map(({ operation }) => operationName(operation));
  const named = agreed([written, linked, announced], new Set(unclear));
  const elsewhere = [...(beyond?.linked.elsewhere ?? [])].filter((name) => !written.has(name) && !announced.has(name));
  return { named, elsewhere: new Set(elsewhere) };
}

/** What answers and announcements say, as far as it is of use. */
interface Said {
  readonly linked: readonly Linked[];
  readonly announced: readonly Announced[];
}

function describedIn(contract: Description, { linked, announced }: Said, servers: readonly string[]) {
  return {
    linked: successorsAt(linked, contract, servers),
    announced: successorsNamed(announced, contract, servers),
  };
}

/** Undefined where it cannot be had this time: that it was had before is what counts for the check. */
async function wholeAgain(vendor: Vendor, folder: string, runtime: Runtime): Promise<Description | undefined> {
  try {
    return await load(await fetchDescription(vendor.source, contextOf(vendor, folder, runtime)));
  } catch (error) {
    obstacle(error);
    return undefined;
  }
}

/** What all that say something of an operation say alike. */
function agreed(sources: readonly Successors["named"][], unclear: ReadonlySet<string>): Successors["named"] {
  const all = sources.flatMap((source) => [...source]);
  const isAlike = ([name, { operation }]: readonly [string, Successor]) =>
    !unclear.has(name) && sources.every((one) => isSameOperation(one.get(name)?.operation ?? operation, operation));
  return new Map(all.reverse().filter(isAlike)); // the description's own comes last, and stays
}
