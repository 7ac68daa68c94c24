import { branchRef } from "../refs.ts";
import { refused } from "../replies.ts";
import type { Routes } from "./route.ts";

/** The repository as a whole, who asks, and what starts workflows. */
export const repositoryRoutes: Routes = {
  "GET /repos/{owner}/{repo}": ({ actor }, _, bodies) => ({ status: 200, body: bodies.repository(actor) }),

  "GET /user": ({ actor }, _, bodies) =>
    actor.bot ? refused(403, "Resource not accessible by integration") : { status: 200, body: bodies.self(actor) },

  "POST /repos/{owner}/{repo}/dispatches"({ body }, state) {
    const payload = body.client_payload ?? {};
    if (Object.keys(payload).length > 10) return refused(422, "No more than 10 properties are allowed");
    state.dispatches.push({ name: String(body.event_type), payload });
    return { status: 204 };
  },

  "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"({ parameters, body }, state) {
    const ref = String(body.ref);
    if (!state.refs.has(branchRef(ref)) && !state.refs.has(ref)) return refused(422, `No ref found for: ${ref}`);
    state.dispatches.push({ name: parameters.workflow_id ?? "", ref, payload: body.inputs ?? {} });
    return { status: 204 };
  },
};
