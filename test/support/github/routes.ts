import { contentRoutes } from "./routes/contents.ts";
import { gitRoutes } from "./routes/git.ts";
import { issueRoutes } from "./routes/issues.ts";
import { pullRoutes } from "./routes/pulls.ts";
import { repositoryRoutes } from "./routes/repository.ts";
import type { Routes } from "./routes/route.ts";

/** What GitHub does, operation by operation. The stand-in answers these and no others. */
export const routes: Routes = {
  ...repositoryRoutes,
  ...issueRoutes,
  ...pullRoutes,
  ...gitRoutes,
  ...contentRoutes,
};
