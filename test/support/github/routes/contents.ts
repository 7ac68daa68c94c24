import { commitAt } from "../git/history.ts";
import { blobOf, folderMode } from "../git/objects.ts";
import { entryAt } from "../git/tree.ts";
import { commitNamed } from "../refs.ts";
import { refused } from "../replies.ts";
import type { Routes } from "./route.ts";

/** Files and folders as a person sees them. */
export const contentRoutes: Routes = {
  "GET /repos/{owner}/{repo}/contents/{path}"({ parameters, query, accept }, state, bodies) {
    const path = (parameters.path ?? "").replace(/\/$/, "");
    const ref = query.ref ?? state.defaultBranch;
    const id = commitNamed(state, ref);
    if (id === undefined) return refused(404, `No commit found for the ref ${ref}`);
    const entry = entryAt(state.objects, commitAt(state.objects, id).tree, path);
    if (!entry) return refused(404, "Not Found");
    if (entry.mode === folderMode) return { status: 200, body: bodies.folder(path, entry.id, ref) };
    if (!/\braw\b/.test(accept)) return { status: 200, body: bodies.content(path, entry, ref) };
    const headers = { "content-type": "application/vnd.github.raw+json; charset=utf-8" };
    return { status: 200, bytes: blobOf(state.objects, entry.id), headers };
  },
};
