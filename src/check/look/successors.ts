import type { Vendor } from "../../config/schema.ts";
import type { Description } from "../../contract/contract.ts";
import { load } from "../../contract/index.ts";
import { operationName } from "../../contract/operations.ts";
import type { Successors } from "../../contract/successors.ts";
import type { Undecided } from "../../drift/finding.ts";
import { isSameOperation } from "../../drift/operation.ts";
import { firstServer } from "../../live/probe/server.ts";
import type { Sample } from "../../live/sample.ts";
import { linkedIn, successorsAt } from "../../live/successor.ts";
import type { Runtime } from "../../runtime/index.ts";
import { fetchDescription } from "../../source/index.ts";
import { tellsOfEnd } from "../../suggest/call/successor.ts";
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
}

/**
 * What a vendor names as what comes after operations that end, in its description and in its answers. Where the two do not
 * agree, it names nothing. What answers name may be in no pin: then the description is fetched once more, all of it.
 */
export async function successorsOf(told: Told, folder: string, runtime: Runtime): Promise<Successors | undefined> {
  const { vendor, pinned, paper, drifts, samples } = told;
  if (paper.kind !== "had") return undefined;
  const written = paper.successors ?? new Map();
  const ends = drifts.flatMap(({ rule, operation }) => (operation && tellsOfEnd(rule) ? [operation] : []));
  const linked = linkedIn(samples).filter(({ operation }) => ends.some((end) => isSameOperation(end, operation)));
  if (linked.length === 0) return written.size > 0 ? { named: written, elsewhere: new Set() } : undefined;
  const servers = [vendor.server ?? firstServer(pinned.document) ?? [], vendor.fallbackServers].flat();
  const near = successorsAt(linked, paper.contract, servers);
  const far = linked.filter(({ operation }) => near.elsewhere.has(operationName(operation)));
  const isOfUse = far.length > 0 && vendor.code.length > 0;
  const whole = isOfUse ? await wholeAgain(vendor, folder, runtime) : undefined;
  const beyond = whole && successorsAt(far, whole, servers);
  const named = new Map([...near.named, ...(beyond && whole ? cutToNamed(beyond.named, whole) : [])]);
  return agreed(written, { named, elsewhere: beyond?.elsewhere ?? new Set() });
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

function agreed(written: Successors["named"], linked: Successors): Successors {
  const isOther = (name: string) => {
    const [one, other] = [written.get(name), linked.named.get(name)];
    return one !== undefined && other !== undefined && !isSameOperation(one.operation, other.operation);
  };
  return {
    named: new Map([...linked.named, ...written].filter(([name]) => !isOther(name))),
    elsewhere: new Set([...linked.elsewhere].filter((name) => !written.has(name))),
  };
}
