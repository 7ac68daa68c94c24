import type { Actor, Permissions, Scope } from "./state.ts";

/** Whether a token may read or write what a scope stands for. */
export function may({ bot, mayWrite, permissions }: Actor, scope: Scope, access: "read" | "write"): boolean {
  if (scope === "metadata") return access === "read";
  const all = mayWrite && !(bot && scope === "workflows") ? "write" : "read"; // no workflow's token may change workflows
  const granted = permissions === undefined ? all : permissions[scope];
  return granted === "write" || granted === access;
}

/** What a route needs: any one of these, and all that one names. As the header `x-accepted-github-permissions` says. */
export function accepted(route: string): readonly Permissions[] {
  const [method = "", path = ""] = route.split(" ");
  const access = method === "GET" ? "read" : "write";
  const within = path.replace("/repos/{owner}/{repo}", "");
  if (route === "GET /user" || route === "POST /graphql" || within === "") return [{ metadata: "read" }];
  if (within.startsWith("/assignees")) return [{ metadata: "read" }];
  if (route === "POST /repos/{owner}/{repo}/issues") return [{ issues: "write" }];
  if (within.startsWith("/issues") || within.startsWith("/labels"))
    return [{ issues: access }, { pull_requests: access }];
  if (within.startsWith("/pulls")) return [{ pull_requests: access }];
  if (within.startsWith("/actions")) return [{ actions: access }];
  return [{ contents: access }];
}

export function allowed(actor: Actor, needs: readonly Permissions[]): boolean {
  return needs.some((need) => Object.entries(need).every(([scope, access]) => may(actor, scope as Scope, access)));
}

/** `issues=write; pull_requests=write` */
export function header(needs: readonly Permissions[]): string {
  return needs
    .map((need) => Object.entries(need).map(([scope, access]) => `${scope}=${access}`))
    .map((all) => all.join(","))
    .join("; ");
}
