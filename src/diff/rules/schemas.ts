import { boundRules } from "./bounds.ts";
import { choices } from "./choices.ts";
import { discriminator } from "./discriminator.ts";
import { extensibleEnum } from "./extensible-enum.ts";
import { limitRules } from "./limits.ts";
import { noteRules } from "./notes.ts";
import { nullable } from "./nullable.ts";
import { numberRules } from "./numbers.ts";
import { partRules } from "./parts.ts";
import { properties, required } from "./properties.ts";
import { propertyLifecycle } from "./property-lifecycle.ts";
import type { SchemaRule } from "./rule.ts";
import { stringRules } from "./strings.ts";
import { typeRules } from "./types.ts";
import { valuesRule } from "./values.ts";

/** All that can happen to a schema. A new family is one file here, one line in this list, and one folder of fixtures. */
export const schemaRules: readonly SchemaRule[] = [
  ...typeRules,
  nullable,
  valuesRule,
  ...boundRules,
  ...limitRules,
  ...stringRules,
  ...numberRules,
  properties,
  required,
  ...partRules,
  choices,
  extensibleEnum,
  propertyLifecycle,
  ...noteRules,
  discriminator,
];
