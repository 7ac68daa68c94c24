import { isObject, type Json, own } from "../../json.ts";

/** One difference that openapi-diff tells. */
export interface Difference {
  readonly isBreaking: boolean;
  /** `request.body.scope.remove` */
  readonly code: string;
  /** `paths./orders/{id}.get.responses.200`, on either side. */
  readonly locations: readonly string[];
}

/** Reads what openapi-diff prints: a sentence, and JSON where there are differences. Undefined where it is neither. */
export function read(output: string): Difference[] | undefined {
  const start = output.indexOf("{");
  if (start < 0) return /^no changes found/i.test(output) ? [] : undefined;
  const told = parsed(output.slice(start));
  if (!isObject(told)) return undefined;
  return ["breakingDifferences", "nonBreakingDifferences", "unclassifiedDifferences"].flatMap((kind) =>
    list(own(told, kind)).map((difference) => ({
      isBreaking: kind === "breakingDifferences",
      code: text(difference, "code"),
      locations: ["sourceSpecEntityDetails", "destinationSpecEntityDetails"].flatMap((side) =>
        list(isObject(difference) ? own(difference, side) : undefined).map((detail) => text(detail, "location")),
      ),
    })),
  );
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function text(value: Json, name: string): string {
  const member = isObject(value) ? own(value, name) : undefined;
  return typeof member === "string" ? member : "";
}
