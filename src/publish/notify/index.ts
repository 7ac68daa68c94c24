import type { Publish } from "../../config/schema.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Desk } from "../desk.ts";
import { runUrl } from "../destination.ts";
import type { Publication } from "../publication.ts";
import { dispatch, type Place } from "./dispatch.ts";
import { tellHooks } from "./hooks.ts";
import { newsOf, type Published } from "./news.ts";

/** What telling of a publication needs. */
export interface Around {
  readonly publish: Pick<Publish, "notify" | "dispatch">;
  readonly dryRun: boolean;
  /** Where jobs are started; absent where no repository is known, which only a dry run allows. */
  readonly place?: Place;
  readonly note: Desk["note"];
  readonly runtime: Runtime;
}

/**
 * Tells hooks what publishing did, and starts the team's own jobs for what is new or worse. An unchanged night tells
 * nobody anything. GitHub is the record: what could not be told is noted, and not told by a later run.
 */
export async function notify(published: Published, around: Around): Promise<Pick<Publication, "deliveries">> {
  const { publish, runtime, ...rest } = around;
  if (publish.notify.length === 0 && publish.dispatch.length === 0) return {};
  const news = newsOf(published);
  const occasion = {
    timestamp: runtime.clock.now().toISOString(),
    repository: published.repository,
    runUrl: runUrl(runtime.env),
  };
  const started = await dispatch(publish.dispatch, news, { ...rest, occasion });
  const told = await tellHooks(publish.notify, news, { ...rest, occasion, runtime });
  return { deliveries: [...started, ...told] };
}
