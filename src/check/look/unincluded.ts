import type { Vendor } from "../../config/schema.ts";
import type { Description, Pin } from "../../contract/contract.ts";
import { find } from "../../contract/operations.ts";
import type { Unknown } from "../../drift/finding.ts";

/**
 * What the configuration includes and the pin was not made of: nobody looks at it before the next pin, so it is not known
 * to be well. What `used` stands for is only found when somebody pins.
 */
export function unincluded(
  { name, include }: Pick<Vendor, "name" | "include">,
  { contract, pin }: { readonly contract: Pick<Description, "document">; readonly pin: Pick<Pin, "include"> },
): Unknown[] {
  if (pin.include.length === 0) return []; // all of the description
  const missing = (entry: string) =>
    entry !== "used" && !pin.include.includes(entry) && find(contract.document, entry) === undefined;
  const texts = include
    ? include.filter(missing).map((entry) => `include has "${entry}", and the pin was made without it`)
    : [`all operations are included, and the pin was made of ${pin.include.join(", ")}`];
  const todo = `Pin again: driftpin pin ${name}.`;
  return texts.map((text) => ({ cause: "consumer", step: 6, text, todo, steps: [] }));
}
