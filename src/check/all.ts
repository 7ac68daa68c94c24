import { CouldNotCheckError, DriftpinError, UsageError } from "../errors.ts";

/**
 * The values of what was done side by side, once all of it has ended. Where some failed, one error tells all of them:
 * a defect of our own before a wrong configuration, and that before what could not be checked.
 */
export function all<T>(done: readonly PromiseSettledResult<T>[]): T[] {
  const failures: unknown[] = done.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  if (failures.length > 0) throw gravest(failures);
  return done.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
}

function gravest(failures: readonly unknown[]): unknown {
  const told = failures.filter((failure) => failure instanceof DriftpinError);
  if (told.length < failures.length) return failures.find((failure) => !(failure instanceof DriftpinError));
  const [first, ...also] = told.sort((a, b) => Number(b instanceof UsageError) - Number(a instanceof UsageError));
  if (first === undefined || also.length === 0) return first;
  const { code, what, where, todo } = first;
  const Reaction = first instanceof UsageError ? UsageError : CouldNotCheckError;
  return new Reaction(code, { what, where, todo, cause: first, also });
}
