import { aboutOf } from "../../impact/about.ts";
import { isAwaited } from "../announced.ts";
import { together } from "../edits.ts";
import { isEitherRead, isReadEither, readEither } from "../either.ts";
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
    const either =
      isAwaited(drift) && about.kind === "response" ? together(own.map((use) => readEither(use, to))) : undefined;
    if (either && either.length > 0) {
      const text = `Use ${to}, and ${from} as long as that comes.`;
      return [{ text, edits: either, atMost: "likely", isRightToday: true }];
    }
    const edits = own.filter((use) => !isReadEither(use, to)).flatMap((use) => renamed(use, from, to));
    return edits.length > 0 ? [{ text: `Use ${to} instead of ${from}.`, edits, atMost: "likely" }] : [];
  },
  advise(found) {
    const { drift, contracts } = found;
    const from = nameOf(aboutOf(drift, contracts));
    return isEitherRead(found) ? `Leave ${from} out where ${drift.rename?.to} comes: it is read already.` : undefined;
  },
};
