import type ts from "typescript";
import { operationName } from "../../contract/operations.ts";
import type { Project } from "../../impact/project/index.ts";
import type { Proposed } from "../kind.ts";
import type { Edit } from "../suggestion.ts";
import { importOf } from "./import.ts";
import { placeOf } from "./names-in-code.ts";
import { type Plan, textAt } from "./plan.ts";
import { inLinesOf } from "./style-of.ts";

/** One patch for shims that are in one file: the file, and the places that use it. */
export function patchOf(plans: readonly [Plan, ...Plan[]]): Proposed {
  const [{ project, file }] = plans;
  const wired = plans.flatMap(({ places }) => places.flatMap(({ wiring }) => wiring.edits));
  const isCertain = plans.every(({ shim }) => shim.isCertain);
  return {
    text: textOf(plans),
    edits: [...written(plans), ...imported(plans, file, project), ...wired],
    atMost: isCertain ? "verified" : "likely",
  };
}

function textOf(plans: readonly [Plan, ...Plan[]]): string {
  const each = plans.map(({ shim, names }) => `${operationName(shim.operation)} by ${names.function}`);
  const told = plans.flatMap(({ shim }) => shim.lost.map(({ pointer, text }) => `${placeOf(pointer)} ${text}`));
  const lost = [...new Set(told)]; // answers of one schema lose the same
  const restored = `Give answers their old shape where they come in: ${each.join(", ")} in ${fileOf(plans[0])}.`;
  return lost.length > 0 ? `${restored} It cannot restore all: ${lost.join(", ")}.` : restored;
}

/** Path of the file that shims are in, as places show it. */
export function fileOf({ file, project }: Plan): string {
  return project.pathOf({ fileName: file });
}

/** A new file, or what comes at the end of the one that is there. */
function written(plans: readonly [Plan, ...Plan[]]): Edit[] {
  const [first] = plans;
  const codes = plans.flatMap(({ code }) => code ?? []);
  const source = first.places[0]?.source;
  if (codes.length === 0 || !source) return [];
  const known = textAt(first.file, first.project);
  const at = known?.length ?? 0;
  const gap = at === 0 ? "" : known?.endsWith("\n") ? "\n" : "\n\n";
  return [{ file: fileOf(first), start: at, end: at, text: inLinesOf(source, `${gap}${codes.join("\n")}`) }];
}

function imported(plans: readonly Plan[], from: string, project: Project): Edit[] {
  const sources = new Set(plans.flatMap(({ places }) => places.map(({ source }) => source)));
  return [...sources].flatMap((source) => importOf(source, { from, ...namesUsed(plans, source) }, project));
}

function namesUsed(plans: readonly Plan[], source: ts.SourceFile) {
  const here = plans.flatMap(({ names, places }) =>
    places.filter((place) => place.source === source).map(({ wiring }) => ({ names, wiring })),
  );
  return {
    values: [...new Set(here.map(({ names }) => names.function))].sort(),
    types: [...new Set(here.filter(({ wiring }) => wiring.namesType).map(({ names }) => names.type))].sort(),
  };
}
