import type { Publish } from "../../config/schema.ts";
import type { Desk } from "../desk.ts";
import { RefusedError, type Way } from "./way.ts";
import { wayByApi } from "./way-api.ts";
import { wayByGit } from "./way-git.ts";

/**
 * The way that the team wants; where commits have to be signed, which git does not do here, the API's.
 * @throws UsageError (DP5007) where git does not know where to push, or as whom
 */
export function wayOf(mode: Publish["commitMode"], { github, runtime }: Desk, token: string | undefined): Way {
  const byApi = wayByApi(github, runtime);
  if (mode === "api") return byApi;
  const byGit = wayByGit({ repository: github.repository, token }, runtime);
  return {
    async write(order) {
      try {
        return await byGit.write(order);
      } catch (error) {
        if (error instanceof RefusedError && error.refusal.kind === "signatures") return byApi.write(order);
        throw error;
      }
    },
  };
}
