import { posix } from "node:path";
import type ts from "typescript";
import type { Operation } from "../../contract/contract.ts";
import { isSameOperation } from "../../drift/operation.ts";
import type { Contracts } from "../../impact/about.ts";
import type { BodiesOf, Body } from "../../impact/bodies.ts";
import type { Project } from "../../impact/project/index.ts";
import type { Use } from "../../impact/use.ts";
import { shimOf } from "./derive.ts";
import { holds } from "./holds.ts";
import { lostLive } from "./lost-live.ts";
import { fileStem, type Names, namesFor } from "./names.ts";
import type { Shim } from "./shim.ts";
import { endingBeside, styleOf } from "./style-of.ts";
import { isWired, type Wiring, wiring } from "./wire.ts";
import { codeOf, functionOf } from "./write.ts";

/** A shim for one operation, and what brings it into the code. */
export interface Plan {
  readonly shim: Shim;
  readonly names: Names;
  readonly project: Project;
  /** Absolute path of the file that the function is in. */
  readonly file: string;
  /** Whether the function is as it is written here; what a person has made of it is theirs to judge. */
  readonly isOwn: boolean;
  /** The function, with what it needs; absent where the file has it already. */
  readonly code?: string;
  /** Where the body comes in, and does not go through the function yet; none where it does everywhere. */
  readonly places: readonly { readonly source: ts.SourceFile; readonly wiring: Wiring }[];
}

/** An operation, and where its bodies come into the code. */
export interface Asked {
  readonly operation: Operation;
  readonly uses: readonly Use[];
  readonly bodies: BodiesOf;
  readonly vendor: string;
}

/** Plans a shim; undefined where there is none that works, or no way to bring it into the code. */
export async function planned(asked: Asked, contracts: Contracts): Promise<Plan | undefined> {
  const { operation, uses, vendor } = asked;
  const bodies = asked.bodies((other) => isSameOperation(other, operation)).toSorted(byFile);
  const [first] = bodies;
  const derived = shimOf(operation, contracts, uses);
  if (!first || !derived || !isTogether(bodies)) return undefined;
  const { shim, answers, is } = derived;
  const { project } = first;
  const names = namesFor(operation, contracts.pinned.document);
  const source = first.node.getSourceFile();
  const file = `${posix.dirname(source.fileName)}/${fileStem(vendor)}${endingBeside(source)}`;
  const left = bodies.filter((body) => !isWired(body, names.function));
  const places = left.flatMap((body) => {
    const wired = wiring(body, names);
    return wired ? [{ source: body.node.getSourceFile(), wiring: wired }] : [];
  });
  if (places.length < left.length) return undefined;
  const style = styleOf(
    source,
    project,
    places.every(({ wiring: { isAsked } }) => isAsked),
  );
  const known = textAt(file, project);
  const isThere = known !== undefined && new RegExp(`\\b${names.function}\\b`).test(known);
  const written = [true, false].map((isAsked) => functionOf(shim, is, names, { ...style, isAsked }));
  const isOwn = !isThere || written.some((text) => plain(known).includes(plain(text)));
  if (!isOwn && left.length > 0) return undefined;
  const claimed = { shim, text: codeOf(shim, is, names, style), name: names.function };
  if (!(await holds(claimed, answers, project.ts))) return undefined;
  const lost = await lostLive(claimed, answers, contracts.specimens ?? [], project.ts);
  if (!lost) return undefined;
  const honest = lost.length > 0 ? { ...shim, isCertain: false, lost: [...shim.lost, ...lost] } : shim;
  const code = codeOf(honest, is, names, style);
  return { shim: honest, names, project, file, isOwn, ...(!isThere && { code }), places };
}

/** Code without what formatters change. */
function plain(text: string): string {
  return text
    .replace(/[\s;()]/g, "")
    .replaceAll("'", '"')
    .replace(/,([}\]])/g, "$1");
}

/** Whether one file can serve all places: they are compiled together, and of one kind. */
function isTogether(bodies: readonly Body[]): boolean {
  const kinds = bodies.map(({ node }) => endingBeside(node.getSourceFile()));
  return new Set(kinds).size === 1 && new Set(bodies.map(({ project }) => project)).size === 1;
}

function byFile(a: Body, b: Body): number {
  const [one, other] = [a, b].map(({ node }) => node.getSourceFile().fileName);
  return one === other ? a.node.pos - b.node.pos : (one ?? "") < (other ?? "") ? -1 : 1;
}

/** The text of a file that may not be among those that are compiled. */
export function textAt(file: string, { program, ts }: Project): string | undefined {
  return program.getSourceFile(file)?.text ?? ts.sys.readFile(file);
}
