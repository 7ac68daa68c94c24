import type { Level } from "../config/level.ts";
import type { Where } from "../errors.ts";

/** How grave an annotation is, in GitHub's words. */
export type Kind = "error" | "warning" | "notice";

/** A workflow command that shows a message on the run's page, at a place of the repository where it has one. */
export function annotation(kind: Kind, message: string, title: string, at?: Where): string {
  const properties = Object.entries({ title, file: at?.file, line: at?.line, col: at?.column })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]))
    .join(",");
  return `::${kind} ${properties}::${escapeData(message)}`;
}

/** The kind of annotation for each level. */
export const kinds = { breaking: "error", warning: "warning", info: "notice" } as const satisfies Record<Level, Kind>;

/** A line that makes GitHub hide the text wherever it is logged. */
export function mask(secret: string): string {
  return `::add-mask::${escapeData(secret)}`;
}

// As GitHub's own toolkit does: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
