import type { Project } from "../impact/project/index.ts";
import type { Use } from "../impact/use.ts";

/** The projects that uses are in, each once. */
export function projectsOf(uses: readonly Use[]): Project[] {
  return [...new Set(uses.map(({ project }) => project))];
}
