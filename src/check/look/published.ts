import type { Vendor } from "../../config/schema.ts";
import type { Description, Pinned } from "../../contract/contract.ts";
import { load } from "../../contract/index.ts";
import { normalise } from "../../contract/normalise.ts";
import { operationName } from "../../contract/operations.ts";
import { isSealed } from "../../contract/seal.ts";
import { select } from "../../contract/select.ts";
import { type Successors, successorsIn } from "../../contract/successors.ts";
import type { Unknown } from "../../drift/finding.ts";
import type { Runtime } from "../../runtime/index.ts";
import { fetchDescription, fetchUnless } from "../../source/index.ts";
import type { Fetched } from "../../source/source.ts";
import { contextOf } from "../describe.ts";
import { obstacle } from "./obstacle.ts";

/** What a vendor publishes now, cut to what the pin holds; or why it could not be had. */
export type Published =
  | {
      readonly kind: "had";
      /** The pinned contract itself, where the vendor still publishes what that was made of. */
      readonly contract: Description;
      /** What the vendor names as what comes after pinned operations; absent where it names nothing new. */
      readonly successors?: Successors["named"];
      readonly fetched: Pick<Fetched, "reference" | "version" | "sha256">;
    }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

/** Where a vendor's description is fetched from, and how. */
export interface Fetching {
  /** Absolute folder of the configuration. */
  readonly folder: string;
  /** Fetch and compare also what a source says is unchanged. */
  readonly refetch?: boolean | undefined;
}

/**
 * Fetches what a vendor publishes now, and cuts it as the pinned contract was cut: what is gone is left out.
 *
 * Where the pin is sealed, and the source says that its version is still the pinned one, or the bytes are the same, the
 * vendor has changed nothing: the pinned contract is what its description comes to. An earlier driftpin may have cut or
 * normalised it otherwise than this one would, but then it is driftpin that changed. All that this rests on is in the
 * repository: there is no cache that could be lost, or say something else.
 */
export async function published(
  vendor: Vendor,
  { contract: pinned, pin }: Pinned,
  { folder, refetch = false }: Fetching,
  runtime: Runtime,
): Promise<Published> {
  const context = contextOf(vendor, folder, runtime);
  const { source: reference, version, sha256 } = pin;
  const mayBeSame = !refetch && isSealed(pin);
  try {
    const fetched = mayBeSame
      ? await fetchUnless({ reference, version }, vendor.source, context)
      : await fetchDescription(vendor.source, context);
    if (fetched === undefined) return { kind: "had", contract: pinned, fetched: { reference, version, sha256 } };
    if (mayBeSame && fetched.sha256 === sha256) return { kind: "had", contract: pinned, fetched: provenance(fetched) };
    const whole = await load(fetched);
    const contract = normalise(select(whole, pin.include, "leave out"));
    const successors = successorsOf(whole, pinned);
    return { kind: "had", contract, ...(successors && { successors }), fetched: provenance(fetched) };
  } catch (error) {
    return { kind: "unknown", unknown: obstacle(error) };
  }
}

/** Read before the prose goes, and what a pin leaves out. */
function successorsOf(whole: Description, pinned: Description): Successors["named"] | undefined {
  const named = successorsIn(whole, pinned);
  return named.size === 0 ? undefined : cutToNamed(named, whole);
}

/** Successors with no more of their description than is named. */
export function cutToNamed(named: Successors["named"], whole: Description): Successors["named"] {
  const names = [...named.values()].map(({ operation }) => operationName(operation));
  const contract = normalise(select(whole, names, "leave out"));
  return new Map(Array.from(named, ([name, { operation }]) => [name, { operation, contract }]));
}

/** Without the text, which would be kept as long as this is. */
function provenance({ reference, version, sha256 }: Fetched): Pick<Fetched, "reference" | "version" | "sha256"> {
  return { reference, version, sha256 };
}
