import type { Config, Vendor } from "../config/schema.ts";
import { UsageError } from "../errors.ts";
import { nearest } from "../nearest.ts";

/**
 * The vendors of a configuration that were asked for by name; all where none was.
 * @throws UsageError DP1101 for a name that the configuration does not have, or where it has no vendor at all
 */
export function chosen({ vendors, file }: Config, names: readonly string[] | undefined): readonly Vendor[] {
  if (vendors.length === 0) {
    throw new UsageError("DP1101", { what: "there is no vendor", where: { file }, todo: "add one under vendors" });
  }
  if (names === undefined || names.length === 0) return vendors;
  const byName = new Map(vendors.map((vendor) => [vendor.name, vendor]));
  return [...new Set(names)].map((name) => byName.get(name) ?? unknownVendor(name));

  function unknownVendor(name: string): never {
    const known = vendors.map((vendor) => vendor.name);
    const [meant] = nearest(name, known);
    throw new UsageError("DP1101", {
      what: `unknown vendor "${name}"`,
      where: { file },
      todo: meant === undefined ? `known are ${known.join(", ")}` : `did you mean "${meant}"?`,
    });
  }
}
