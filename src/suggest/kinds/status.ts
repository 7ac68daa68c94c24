import { tokens } from "../../json.ts";
import type { Found, Kind } from "../kind.ts";
import { besides } from "../status/beside.ts";
import { successesOf } from "../status/successes.ts";

/**
 * A status that an operation succeeds with from now on, where code takes no other than the one that it knows. What comes
 * with it has to be what the code reads; that it means the same is a guess.
 * @example 200 becomes 202: `response.status === 200` becomes `response.status === 200 || response.status === 202`.
 */
export const status: Kind = {
  name: "status",
  // A new status breaks nobody but code that takes no other than the old one.
  heeds: (rule) => rule === "response-success-status-added",
  propose(found) {
    const turn = turnOf(found);
    if (!turn) return [];
    const { known, others } = turn;
    const uses = found.ofOperation.filter(({ subject }) => subject.kind === "status");
    const fine = others.filter(({ hasBody }) => hasBody || !readsBody(found)).map((one) => one.status);
    const edits = besides(uses, known, fine);
    return edits.length > 0
      ? [{ text: `Take ${fine.join(" and ")} as ${known} is taken.`, edits, atMost: "likely", isRightToday: true }]
      : [];
  },
  advise(found) {
    const lost = turnOf(found)?.others.find(({ hasBody }) => !hasBody);
    return lost && readsBody(found)
      ? `Status ${lost.status} does not come with the body that the code reads: tell it apart first.`
      : undefined;
  },
};

interface Turn {
  /** The status that the code may know. */
  readonly known: number;
  readonly others: readonly Other[];
}

interface Other {
  readonly status: number;
  /** Whether it comes with the body that the known one comes with. */
  readonly hasBody: boolean;
}

/** Of a status that is gone and those that came for it, what is gone is told. */
function turnOf({ drift: { operation, rule, pointer }, contracts }: Found): Turn | undefined {
  if (!operation || !rules.test(rule)) return undefined;
  const [before, after] = [contracts.pinned, contracts.published].map((side) => successesOf(side, operation));
  if (!before || !after) return undefined;
  const told = Number(tokens(pointer).at(-1));
  const isGone = rule.endsWith("removed");
  const [only, ...more] = before.keys();
  const known = isGone ? told : more.length === 0 ? only : undefined;
  const body = known === undefined ? undefined : before.get(known);
  const gone = [...before.keys()].filter((one) => !after.has(one));
  if (known === undefined || body === undefined || gone.length !== (isGone ? 1 : 0)) return undefined;
  const come = isGone ? [...after.keys()].filter((one) => !before.has(one)) : [told];
  return { known, others: come.map((one) => ({ status: one, hasBody: after.get(one) === body })) };
}

const rules = /^response-success-status-(removed|added)$/;

function readsBody({ ofOperation }: Found): boolean {
  return ofOperation.some(({ subject: { kind } }) => kind === "response" || kind === "handed-on");
}
