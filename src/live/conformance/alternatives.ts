import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from "ajv/dist/2020.js";
import type { DataValidationCxt, SchemaValidateFunction } from "ajv/dist/types/index.js";
import { isObject, own } from "../../json.ts";
import type { Alternatives } from "./dialect.ts";

/** A compiled schema, by its name. */
type ByName = (name: string) => ValidateFunction;

/**
 * The keyword `alternatives`, which stands for `oneOf` and `anyOf`. Where no branch fits, its errors are those of the
 * branch that is meant: the discriminator's, or the nearest of those that allow the value's JSON type and its tag. Where
 * none is meant, the error is the keyword's own: `type` if no branch allows the value's JSON type, else its spelling.
 */
export function alternativesKeyword(byName: ByName): FuncKeywordDefinition {
  const running = new Set<string>();
  const validate: SchemaValidateFunction = (groups: readonly Alternatives[], data: unknown, parentSchema, context) => {
    if (!context) return true;
    const errors = groups.flatMap((group) => misfits(group, data, context, byName, running));
    validate.errors = errors.map((error) => ({ parentSchema: parentSchema ?? {}, ...error }));
    return errors.length === 0;
  };
  return { keyword: "alternatives", errors: "full", validate };
}

function misfits(
  group: Alternatives,
  data: unknown,
  context: DataValidationCxt,
  byName: ByName,
  running: Set<string>,
): Partial<ErrorObject>[] {
  const found: ErrorObject[][] = [];
  for (const name of group.branches) {
    const errors = errorsOf(name, data, context, byName, running);
    if (errors.length === 0) return [];
    found.push(errors);
  }
  return (
    named(group, data, found) ?? nearest(found, context.instancePath) ?? [ownError(group, found, context.instancePath)]
  );
}

/** A branch that leads back to itself with the same value decides nothing, so it fits. */
function errorsOf(name: string, data: unknown, context: DataValidationCxt, byName: ByName, running: Set<string>) {
  const place = `${name} ${context.instancePath}`;
  if (running.has(place)) return [];
  running.add(place);
  const validate = byName(name);
  const fits = validate(data, context);
  running.delete(place);
  return fits ? [] : (validate.errors ?? []).filter(({ keyword }) => keyword !== "if");
}

/** The errors of the branch that the discriminator's property names. */
function named({ discriminator, branches }: Alternatives, data: unknown, found: readonly ErrorObject[][]) {
  if (!discriminator || !isObject(data)) return undefined;
  const value = own(data, discriminator.property);
  if (typeof value !== "string" || !Object.hasOwn(discriminator.mapping, value)) return undefined;
  return found[branches.indexOf(discriminator.mapping[value] ?? "")];
}

/** The shortest list of errors among the branches that are not ruled out by their JSON type or a tag. */
function nearest(found: readonly ErrorObject[][], instancePath: string): ErrorObject[] | undefined {
  const possible = found.filter((errors) => !errors.some((error) => rulesOut(error, instancePath)));
  return possible.sort((a, b) => a.length - b.length)[0];
}

function rulesOut({ keyword, instancePath: at }: ErrorObject, instancePath: string): boolean {
  if (at === instancePath) return keyword === "type" || keyword === "const" || keyword === "enum";
  const isMember = at.startsWith(`${instancePath}/`) && !at.slice(instancePath.length + 1).includes("/");
  return isMember && (keyword === "const" || keyword === "enum");
}

function ownError(
  { keyword }: Alternatives,
  found: readonly ErrorObject[][],
  instancePath: string,
): Partial<ErrorObject> {
  const isType = found.every((errors) =>
    errors.some((error) => error.keyword === "type" && error.instancePath === instancePath),
  );
  const all = isType ? "must be of a type that one of the alternatives allows" : "must fit one of the alternatives";
  return { keyword: isType ? "type" : keyword, instancePath, schemaPath: "", params: {}, message: all };
}
