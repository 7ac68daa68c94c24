import type { Vendor } from "../config/schema.ts";
import type { Description, Pin } from "../contract/contract.ts";
import { normalise } from "../contract/normalise.ts";
import { select } from "../contract/select.ts";
import type { Unknown } from "../drift/finding.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Fetched } from "../source/source.ts";
import { contextOf, describe } from "./describe.ts";
import { obstacle } from "./obstacle.ts";

/** What a vendor publishes now, cut to what the pin holds; or why it could not be had. */
export type Published =
  | {
      readonly kind: "had";
      readonly contract: Description;
      readonly fetched: Pick<Fetched, "reference" | "version" | "sha256">;
    }
  | { readonly kind: "unknown"; readonly unknown: Unknown };

/** Fetches what a vendor publishes now, and cuts it as the pinned contract was cut: what is gone is left out. */
export async function published(vendor: Vendor, pin: Pin, folder: string, runtime: Runtime): Promise<Published> {
  try {
    const { description, fetched } = await describe(vendor.source, contextOf(vendor, folder, runtime));
    const contract = normalise(select(description, pin.include, "leave out"));
    return { kind: "had", contract, fetched };
  } catch (error) {
    return { kind: "unknown", unknown: obstacle(error) };
  }
}
