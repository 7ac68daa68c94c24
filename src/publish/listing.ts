import type { Octokit } from "octokit";
import type { GitHub } from "./github/client.ts";
import { isOurs, type Ours } from "./ours.ts";

/** An issue or a pull request, as GitHub lists it. */
export type Listed = Awaited<ReturnType<Octokit["rest"]["issues"]["listForRepo"]>>["data"][number];

/**
 * Every issue and pull request, open and closed, that could be ours: it has our label and one of our authors. In the
 * order of the numbers.
 */
export async function listed({ octokit, repository }: GitHub, { label, authors }: Ours): Promise<Listed[]> {
  const all = await octokit.paginate("GET /repos/{owner}/{repo}/issues", {
    ...repository,
    state: "all",
    labels: label,
    per_page: 100,
  });
  return all.filter(({ user }) => isOurs(user?.login, authors)).sort((one, other) => one.number - other.number);
}

/** The names of the labels that an issue or a pull request carries. */
export function labelsOf({ labels }: Labelled): string[] {
  return labels.flatMap((label) => (typeof label === "string" ? label : (label.name ?? [])));
}

/** GitHub tells a label by its name, or whole. */
export interface Labelled {
  readonly labels: readonly (string | { readonly name?: string | undefined })[];
}
