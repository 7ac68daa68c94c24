import { aboutOf } from "../../impact/about.ts";
import type { Kind } from "../kind.ts";
import { nameOf } from "../name.ts";
import { renamed } from "../renamed.ts";
import { isSamePlace } from "../same-place.ts";
import { valueIn } from "../value.ts";

/**
 * A property, parameter or header that probably has another name now. That both are the same is a guess, and so is the
 * patch.
 * @example `total` is gone and `total_amount` came: `order.total` becomes `order.total_amount`.
 */
export const rename: Kind = {
  name: "rename",
  propose(found) {
    const { drift, uses, contracts } = found;
    const about = aboutOf(drift, contracts);
    const to = drift.rename?.to;
    const from = nameOf(about);
    if (to === undefined || from === undefined) return [];
    const value = valueIn(found);
    const own = [...uses.filter(({ subject }) => isSamePlace(subject, about)), ...value.uses];
    if (own.some(({ node }) => value.elsewhere.has(node))) return [];
    const edits = own.flatMap((use) => renamed(use, from, to));
    return edits.length > 0 ? [{ text: `Use ${to} instead of ${from}.`, edits, atMost: "likely" }] : [];
  },
};
