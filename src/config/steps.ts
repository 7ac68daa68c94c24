import { isObject } from "../json.ts";
import { nearest } from "../nearest.ts";
import { type Expression, pieces } from "./expression.ts";
import type { Path } from "./path.ts";

/** What names a probe, and whatever else it holds. */
interface Step {
  readonly id?: string | undefined;
}

/** Something that keeps probes from being sent one after the other, and where it stands among them. */
interface Flaw {
  readonly path: Path;
  readonly message: string;
}

/** The `id`s of the probes that a probe takes values from, each once. */
export function stepsOf(probe: Step): string[] {
  return [...new Set(references(probe).flatMap(({ expression }) => (expression ? [expression.step] : [])))];
}

/** What is wrong with how probes take values from each other: names given twice, unknown names, circles. */
export function flawsOf(probes: readonly (Step | "auto")[]): Flaw[] {
  const steps = probes.map((probe): Step => (probe === "auto" ? {} : probe));
  const known = new Map(steps.flatMap((step) => (step.id === undefined ? [] : [[step.id, step] as const])));
  return steps.flatMap((step, i) => [
    ...repeated(steps, step, i),
    ...references(step).flatMap(({ path, expression }) => {
      const message = complaint(step, expression, known);
      return message === undefined ? [] : [{ path: [i, ...path], message }];
    }),
  ]);
}

function repeated(steps: readonly Step[], { id }: Step, i: number): Flaw[] {
  const isFirst = id === undefined || steps.findIndex((other) => other.id === id) === i;
  return isFirst ? [] : [{ path: [i, "id"], message: `another probe has the id "${id}" already` }];
}

function complaint(
  step: Step,
  expression: Expression | undefined,
  known: ReadonlyMap<string, Step>,
): string | undefined {
  if (expression === undefined) {
    return "expected an expression that takes from another step, such as $steps.list.response.body#/0/id";
  }
  if (!known.has(expression.step)) return unknownStep(expression.step, [...known.keys()]);
  const way = wayBack(step, expression.step, known);
  return way && `${way.map((id) => `"${id}"`).join(" waits for ")}: expected no circle`;
}

function unknownStep(step: string, known: readonly string[]): string {
  const [meant] = nearest(step, known);
  return `no probe has the id "${step}"${meant === undefined ? "" : `: did you mean "${meant}"?`}`;
}

/** The circle that a probe closes by taking from a step: from its own id to its own id. */
function wayBack({ id }: Step, to: string, known: ReadonlyMap<string, Step>): string[] | undefined {
  if (id === undefined) return undefined; // nobody can wait for it
  const seen = new Set<string>();
  const search = (at: string): string[] | undefined => {
    if (at === id) return [at];
    if (seen.has(at)) return undefined;
    seen.add(at);
    const found = stepsOf(known.get(at) ?? {})
      .map(search)
      .find((way) => way !== undefined);
    return found && [at, ...found];
  };
  const way = search(to);
  return way && [id, ...way];
}

/** Every expression of a probe, with where it stands; without an expression where it is malformed. */
function references(probe: Step): { readonly path: Path; readonly expression?: Expression }[] {
  return texts(probe, []).flatMap(({ path, text }) =>
    pieces(text).flatMap((piece) => {
      if (piece.kind === "text") return [];
      return piece.kind === "malformed" ? [{ path }] : [{ path, expression: piece.expression }];
    }),
  );
}

function texts(value: unknown, path: Path): { readonly path: Path; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => texts(item, [...path, i]));
  return isObject(value) ? Object.entries(value).flatMap(([key, member]) => texts(member, [...path, key])) : [];
}
