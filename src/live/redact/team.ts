import type { Vendor } from "../../config/schema.ts";
import { UsageError } from "../../errors.ts";

/** What a team calls secret at a vendor, beside what is secret everywhere. */
export interface Team {
  /** Whether a header, parameter or property of this name is secret. Case, dashes and underscores do not count. */
  readonly isName: (name: string) => boolean;
  /** A text without what the team's patterns match. */
  readonly text: (text: string) => string;
}

/** A team that has said nothing. */
export const noTeam: Team = { isName: () => false, text: (text) => text };

/**
 * Makes a team's list ready for use. Patterns run in linear time, whatever a vendor answers.
 * @throws UsageError (DP4010) for a pattern that RE2 does not know, or that matches nothing at all
 */
export async function teamOf({ name: vendor, redact }: Pick<Vendor, "name" | "redact">): Promise<Team> {
  if (redact === undefined) return noTeam;
  const names = new Set(redact.names.map(plain));
  const patterns = await compiled(redact.patterns, vendor);
  return {
    isName: (name) => names.has(plain(name)),
    text: (text) => patterns.reduce((rest, pattern) => pattern(rest), text),
  };
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}

async function compiled(patterns: readonly string[], vendor: string): Promise<((text: string) => string)[]> {
  if (patterns.length === 0) return [];
  const { RE2JS } = await import("re2js");
  return patterns.map((pattern, i) => {
    const where = `vendors.${vendor}.redact.patterns[${i}]`;
    const expression = compile(RE2JS, pattern, where);
    if (expression.matcher("").find()) {
      throw new UsageError("DP4010", { what: `${where} matches nothing at all, too`, todo: "use + instead of *" });
    }
    return (text) => expression.matcher(text).replaceAll("[redacted]");
  });
}

type Engine = typeof import("re2js")["RE2JS"];

function compile(engine: Engine, pattern: string, where: string): ReturnType<Engine["compile"]> {
  try {
    return engine.compile(pattern);
  } catch (cause) {
    throw new UsageError("DP4010", {
      what: `${where} is not a pattern (${cause instanceof Error ? cause.message : String(cause)})`,
      todo: "write it as RE2 knows it: without look-around and back references",
      cause,
    });
  }
}
