import { join } from "../../json.ts";

/** The way from a schema to one of its parts. */
export interface Way {
  /** JSON Pointer below the schema, `allOf` and `$ref` left out. */
  readonly at: string;
  /** Whether the part is a branch of the schema itself, and no part of its values. */
  readonly branch: boolean;
  /** Whether the part speaks of a part of a value; a branch or a condition speaks of the value itself. */
  readonly deeper: boolean;
}

/** A way by its tokens; none is the schema itself. */
export function wayOf(tokens: readonly string[]): Way {
  const [keyword = ""] = tokens;
  return {
    at: join("", ...tokens),
    branch: tokens.length === 0 || (tokens.length === 2 && choices.has(keyword)),
    deeper: tokens.length > 0 && !sameValue.has(keyword),
  };
}

const choices: ReadonlySet<string> = new Set(["oneOf", "anyOf"]);
const sameValue: ReadonlySet<string> = new Set([...choices, "then", "else", "dependentSchemas", "discriminator"]);
