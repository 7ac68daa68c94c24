import { shortHash } from "../issue/found.ts";
import { branchPrefix } from "./way.ts";

/** The branch of a vendor. Where git would not take the vendor's name for a branch, it is changed, and a hash keeps it apart. */
export function branchOf(vendor: string): string {
  const safe = vendor
    .replace(/\.{2,}/g, "-")
    .replace(/\.lock$/, "-lock")
    .replace(/\.$/, "-");
  return safe === vendor ? `${branchPrefix}${vendor}` : `${branchPrefix}${safe}-${shortHash(vendor).slice(0, 8)}`;
}

/** The title of a vendor's pull request. Stable from night to night, so that a person who lost the marker still keeps it. */
export function titleOf(vendor: string): string {
  return `Accept the new contract of ${vendor}`;
}
