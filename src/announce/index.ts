import type { Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import { CouldNotCheckError, place } from "../errors.ts";
import type { FetchContext } from "../source/source.ts";
import type { Entry } from "./entry.ts";
import { readFeed, type Span } from "./feed.ts";
import { type Heard, heardOf } from "./heard.ts";
import { type Home, homeOf } from "./named.ts";
import type { Note } from "./note.ts";

/** What a vendor announced, the newest first, and which feeds could not be read. */
export interface Hearing {
  readonly home: Home;
  readonly heard: readonly Heard[];
  readonly notes: readonly Note[];
}

/** Who announces, and where the team asks it. */
type Announcer = Pick<Vendor, "announcements" | "server" | "fallbackServers">;

/**
 * Reads the feeds of a vendor. Entries that name no operation of the contract are left out, and so are those of more than
 * a year ago, of days to come, and of the time before the pin: what the team took as the new normal was known by then.
 * A feed that cannot be read is a note.
 * @param pinnedAt since when the contract is pinned as it is, in milliseconds since 1970, where that is known
 */
export async function hear(
  vendor: Announcer,
  contract: Description,
  context: FetchContext,
  pinnedAt: () => Promise<number | undefined>,
): Promise<Hearing> {
  const { announcements, server, fallbackServers } = vendor;
  const home = homeOf(contract, [server ?? [], fallbackServers].flat());
  const now = context.runtime.clock.now().getTime();
  const span = { from: now - 365 * dayMs, to: now + dayMs }; // their today may be our tomorrow
  const feeds = await Promise.all([...new Set(announcements)].map((reference) => read(reference, span, context)));
  const naming = feeds.flatMap(({ entries }) => entries).flatMap((entry) => heardOf(entry, home) ?? []);
  const since = naming.length > 0 ? ((await pinnedAt()) ?? span.from) : span.from;
  const heard = naming.filter(({ time }) => time >= since).sort((one, other) => other.time - one.time);
  return { home, heard, notes: feeds.flatMap(({ notes }) => notes) };
}

const dayMs = 24 * 60 * 60 * 1000;

interface Feed {
  readonly entries: readonly Entry[];
  readonly notes: readonly Note[];
}

async function read(reference: string, span: Span, context: FetchContext): Promise<Feed> {
  try {
    return { entries: await readFeed(reference, span, context), notes: [] };
  } catch (error) {
    if (!(error instanceof CouldNotCheckError)) throw error;
    const { what, where = { file: reference }, todo = "try again" } = error;
    return { entries: [], notes: [{ text: `${place(where)}: ${what}`, todo }] };
  }
}
