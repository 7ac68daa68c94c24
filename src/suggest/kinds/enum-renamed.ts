import { shown } from "../../diff/rules/shown.ts";
import { aboutOf } from "../../impact/about.ts";
import type { Subject, Use } from "../../impact/use.ts";
import type { Kind } from "../kind.ts";
import { projectsOf } from "../projects.ts";
import type { Edit } from "../suggestion.ts";
import { isShared, valueIn } from "../value.ts";
import { declaredLiterals } from "../values/declared.ts";
import { listedValues } from "../values/listed.ts";
import { metBy } from "../values/met.ts";
import { namesOf, passedOn } from "../values/passed.ts";
import { renamedValues } from "../values/renamed.ts";
import { sentValues } from "../values/sent.ts";
import { allSpelled, type Renamed, spelled, spelledInAddress } from "../values/spelled.ts";

/**
 * A value that is probably spelled otherwise now: where the code compares, looks up, declares or sends it. That both are
 * the same is a guess.
 * @example `cancelled` is gone and `canceled` came: `order.state === "cancelled"` becomes `order.state === "canceled"`.
 */
export const enumRenamed: Kind = {
  name: "enum-renamed",
  propose(found) {
    const { drift, contracts } = found;
    const about = aboutOf(drift, contracts);
    const listed = rules.test(drift.rule) ? listedValues(drift, about, contracts) : undefined;
    const pairs = listed ? [...renamedValues(listed.before, listed.after)] : [];
    const renamed = new Map(pairs.filter((pair) => pair.some((value) => drift.text.includes(shown(value)))));
    if (renamed.size === 0) return [];
    const value = valueIn(found);
    if (isShared(value)) return [];
    const edits = about.kind === "response" ? edited(value.uses, renamed) : resent(value.uses, about, renamed);
    const said = Array.from(renamed, ([from, to]) => `${to} instead of ${from}`);
    return edits.length > 0 ? [{ text: `Use ${said.join(", ")}.`, edits, atMost: "likely" }] : [];
  },
};

/** Of a pair, one is told: what breaks. */
const rules = /^(response-.*-(enum-value-added|const-changed)|request-.*-(enum-value-removed|const-changed))$/;

function edited(uses: readonly Use[], renamed: Renamed): Edit[] {
  const ways = projectsOf(uses).map((project) => ({ project, passed: passedOn(uses, project) }));
  const names = ways.flatMap(({ project, passed }) => namesOf(passed, project).map((node) => ({ node, project })));
  return [
    ...ways.flatMap(({ project, passed }) => allSpelled(metBy(passed, project), renamed, project)),
    ...[...uses, ...names].flatMap((one) =>
      declaredLiterals(one).flatMap((literal) => spelled(literal, renamed, one.project)),
    ),
  ];
}

function resent(uses: readonly Use[], about: Subject, renamed: Renamed): Edit[] {
  return [
    ...projectsOf(uses).flatMap((project) => {
      const expressions = uses.filter((use) => use.project === project).flatMap(sentValues);
      return allSpelled({ expressions, keys: [] }, renamed, project);
    }),
    ...uses.flatMap((use) => spelledInAddress(use, about, renamed)),
  ];
}
