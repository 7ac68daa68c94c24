import { levels } from "../../config/level.ts";
import type { Audience } from "../../config/notify.ts";
import type { News } from "./news.ts";

/** Whether news is for those whom a filter lets hear of it. Owners are compared as GitHub does, without regard to case. */
export function isFor({ owners, vendors, minLevel }: Audience, { contract, level }: News): boolean {
  return (
    (owners === undefined || contract.owners.some((owner) => hasOwner(owners, owner))) &&
    (vendors === undefined || vendors.includes(contract.vendor)) &&
    (minLevel === undefined || levels.indexOf(level) <= levels.indexOf(minLevel))
  );
}

function hasOwner(owners: readonly string[], owner: string): boolean {
  return owners.some((one) => one.toLowerCase() === owner.toLowerCase());
}
