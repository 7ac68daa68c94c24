import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from "ajv/dist/2020.js";
import type { DataValidationCxt, SchemaValidateFunction } from "ajv/dist/types/index.js";
import { isObject, join, own } from "../../json.ts";
import type { Alternatives } from "./dialect.ts";
import { rootCauses } from "./root-causes.ts";

/** What is wrong with a value by one branch. */
type Errors = readonly ErrorObject[];

/** A branch that a value is just held against. JSON has each object once, so the value tells its place. */
interface Running {
  readonly name: string;
  readonly data: unknown;
}

/** A compiled schema, by its name. */
type ByName = (name: string) => ValidateFunction;

/**
 * The keyword `alternatives`, which stands for `oneOf` and `anyOf`. Where a discriminator names a branch, that one decides,
 * for a reader looks at no other. Else, where no branch fits, its errors are those of the branch that is meant: of those that
 * allow the value's JSON type and have its tags (members with listed values), the one with the fewest errors. Where none is
 * meant, the error is the keyword's own: at a tag that none of them has, as `type` if none allows the value's JSON type,
 * else at the value.
 */
export function alternativesKeyword(byName: ByName): FuncKeywordDefinition {
  const running: Running[] = [];
  const validate: SchemaValidateFunction = (groups: readonly Alternatives[], data: unknown, parentSchema, context) => {
    if (!context) return true;
    const errors = groups.flatMap((group) => misfits(group, data, context, byName, running));
    validate.errors = errors.map((error) => ({ parentSchema: parentSchema ?? {}, ...error }));
    return errors.length === 0;
  };
  return { keyword: "alternatives", errors: "full", validate };
}

type Misfits = readonly Partial<ErrorObject>[];

/** What is wrong with the value by a branch. */
type Try = (branch: string) => Errors;

function misfits(
  group: Alternatives,
  data: unknown,
  context: DataValidationCxt,
  byName: ByName,
  running: Running[],
): Misfits {
  const { instancePath } = context;
  const tryBranch: Try = (name) => errorsOf(name, data, context, byName, running);
  const named = byDiscriminator(group, data, instancePath, tryBranch);
  if (named) return named;
  const found: Errors[] = [];
  for (const name of group.branches) {
    const errors = tryBranch(name);
    if (errors.length === 0) return [];
    found.push(errors);
  }
  return nearest(group, found, instancePath) ?? [ownError(group, found, instancePath)];
}

/** Undefined where the discriminator's property is not there, or names a branch in a way that the contract leaves open. */
function byDiscriminator(
  group: Alternatives,
  data: unknown,
  instancePath: string,
  tryBranch: Try,
): Misfits | undefined {
  const { discriminator, branches } = group;
  if (!discriminator || !isObject(data)) return undefined;
  const value = own(data, discriminator.property);
  if (typeof value !== "string") return undefined;
  const branch = Object.hasOwn(discriminator.mapping, value) ? discriminator.mapping[value] : undefined;
  if (branch !== undefined) return branches.includes(branch) ? tryBranch(branch) : undefined;
  return discriminator.isComplete ? [tagError(group, join(instancePath, discriminator.property))] : undefined;
}

/** A branch that leads back to itself with the same value decides nothing, so it fits. */
function errorsOf(name: string, data: unknown, context: DataValidationCxt, byName: ByName, running: Running[]) {
  if (running.some((one) => one.name === name && one.data === data)) return [];
  running.push({ name, data });
  const validate = byName(name);
  const fits = validate(data, context);
  running.pop();
  return fits ? [] : rootCauses(validate.errors ?? []);
}

/** The errors of the branch that is nearest to the value; undefined where no branch allows its type, or it is none of their values. */
function nearest(group: Alternatives, found: readonly Errors[], instancePath: string): Misfits | undefined {
  const ofType = found.filter((errors) => !errors.some((error) => isOf(error, instancePath, ["type"])));
  const [only, ...others] = ofType;
  if (only === undefined || others.length === 0) return only;
  const possible = ofType.filter((errors) => !errors.some((error) => isOf(error, instancePath, values)));
  if (possible.length === 0) return undefined;
  const meant = byTag(possible, instancePath);
  const tag = meant.length > 1 ? unknownTag(meant, instancePath) : undefined;
  if (tag !== undefined) return [tagError(group, tag)];
  return meant.toSorted((a, b) => a.length - b.length || depth(b) - depth(a))[0];
}

const values: readonly string[] = ["const", "enum"];

function isOf({ keyword, instancePath }: ErrorObject, at: string, keywords: readonly string[]): boolean {
  return instancePath === at && keywords.includes(keyword);
}

/**
 * Branches whose tags the value has: one that another branch accepts, and this one does not, rules this one out. Where that
 * leaves none, only members with a single value count: a list of several need not be there to tell branches apart.
 */
function byTag(possible: readonly Errors[], instancePath: string): readonly Errors[] {
  const refusals = possible.map((errors) => refused(errors, instancePath));
  const accepted = (isTag: (error: ErrorObject) => boolean) =>
    possible.filter((errors) =>
      tagErrors(errors, instancePath)
        .filter(isTag)
        .every((tag) => refusals.every((other) => other.has(tag.instancePath))),
    );
  return [accepted(() => true), accepted(isSingle), possible].find(({ length }) => length > 0) ?? possible;
}

function isSingle({ keyword, params: { allowedValues } }: ErrorObject): boolean {
  return keyword === "const" || (Array.isArray(allowedValues) && allowedValues.length === 1);
}

/** Pointers to the members that a branch does not accept with their value, or at all. */
function refused(errors: Errors, instancePath: string): ReadonlySet<string> {
  const unknown = errors.flatMap(({ instancePath: at, params: { additionalProperty: name } }) =>
    at === instancePath && typeof name === "string" ? [join(at, name)] : [],
  );
  return new Set([...tagErrors(errors, instancePath).map((error) => error.instancePath), ...unknown]);
}

/** The member that no branch accepts, where each wants another value of it. */
function unknownTag(possible: readonly Errors[], instancePath: string): string | undefined {
  const [first = [], ...others] = possible.map((errors) => tagErrors(errors, instancePath));
  return first.find((error) => {
    const alike = others.map((errors) => errors.find((other) => other.instancePath === error.instancePath));
    return (
      alike.every((other) => other !== undefined) &&
      alike.some((other) => JSON.stringify(other?.params) !== JSON.stringify(error.params))
    );
  })?.instancePath;
}

/** What is wrong with the values of the object's own members, where the branch lists them. */
function tagErrors(errors: Errors, instancePath: string): Errors {
  return errors.filter(
    ({ keyword, instancePath: at }) =>
      values.includes(keyword) && at.startsWith(`${instancePath}/`) && !at.includes("/", instancePath.length + 1),
  );
}

/** A branch that fails deeper has got further. */
function depth(errors: Errors): number {
  return Math.max(...errors.map(({ instancePath }) => instancePath.split("/").length));
}

function ownError(group: Alternatives, found: readonly Errors[], instancePath: string): Partial<ErrorObject> {
  const isType = found.every((errors) => errors.some((error) => isOf(error, instancePath, ["type"])));
  const message = isType ? "must be of a type that one of the alternatives allows" : "must fit one of the alternatives";
  return { ...plain(group), ...(isType && { keyword: "type" }), instancePath, message };
}

function tagError(group: Alternatives, instancePath: string): Partial<ErrorObject> {
  return { ...plain(group), instancePath, message: "must name one of the alternatives" };
}

function plain({ keyword }: Alternatives): Partial<ErrorObject> {
  return { keyword, schemaPath: "", params: {} };
}
