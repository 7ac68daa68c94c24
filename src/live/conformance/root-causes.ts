import type { ErrorObject } from "ajv/dist/2020.js";

/** Stands where a value may not come, and what is wrong is told elsewhere: its own errors are never shown. */
export const untold = { $comment: "untold", not: {} };

/**
 * Of the errors of one value, those that say something of their own. A value of the wrong type is in no list of values and
 * of no format either; a name that must not be is told by `propertyNames`, and `if` by what it leads to.
 */
export function rootCauses(errors: readonly ErrorObject[]): ErrorObject[] {
  const ofType = new Set(errors.filter(({ keyword }) => keyword === "type").map(({ instancePath }) => instancePath));
  return errors.filter(
    ({ keyword, instancePath, propertyName, parentSchema }) =>
      keyword !== "if" &&
      parentSchema?.$comment !== untold.$comment &&
      (propertyName === undefined || keyword === "propertyNames") &&
      (keyword === "type" || !ofType.has(instancePath)),
  );
}
