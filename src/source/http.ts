import type { IncomingHttpHeaders } from "node:http";
import { CouldNotCheckError } from "../errors.ts";
import { bytesLimit } from "./bytes.ts";
import { acceptedCodings, readBody } from "./decompress.ts";
import type { FetchContext } from "./source.ts";
import { unreachable } from "./unreachable.ts";

/** What to ask for. */
export interface Request {
  readonly url: URL;
  /** More headers, for the one URL on the way that they belong to. */
  readonly headersFor?: (url: URL) => Readonly<Record<string, string>>;
  /** Whether a redirect may lead to the URL. Anywhere public, where absent. */
  readonly mayFollow?: (url: URL) => boolean;
  /** A description, where absent. */
  readonly wanted?: Wanted;
}

/** What kind of document is asked for. */
export interface Wanted {
  /** What people call it. */
  readonly noun: string;
  readonly accept: string;
  /** The most that it may weigh, decompressed. */
  readonly bytesLimit: number;
}

/** The answer that was not a redirect. */
export interface Answer {
  /** Where it came from, after redirects. */
  readonly url: URL;
  /** The same, for people and reports: without what a redirect adds for the moment, such as a signature or a time. */
  readonly place: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Decompressed. */
  readonly bytes: Buffer;
}

/**
 * Gets a URL, following redirects by hand: each is checked as the first was, and one to another host may not reach
 * private addresses, whatever the configuration says of the host that it names.
 *
 * @throws CouldNotCheckError
 */
export async function get(request: Request, context: FetchContext): Promise<Answer> {
  // A body that trickles defeats the limits on each wait, so there is one on all of them.
  const deadline = AbortSignal.any([context.runtime.signal, AbortSignal.timeout(waits * context.timeoutMs)]);
  let url = request.url;
  for (let hops = 0; hops <= redirectsLimit; hops += 1) {
    const allowPrivate = context.allowPrivate && url.hostname === request.url.hostname;
    const place = url === request.url ? url.href : withoutQuery(url);
    const answer = await getOnce({ ...request, url, place }, { ...context, allowPrivate }, deadline);
    const next = redirect(answer);
    if (next === undefined) return answer;
    if (request.mayFollow?.(next) === false) throw refusedRedirect(place, next);
    url = next;
  }
  throw new CouldNotCheckError("DP2009", {
    what: `more than ${redirectsLimit} redirects`,
    where: { file: request.url.href },
    todo: "name the URL that they end at, if they do",
  });
}

const redirectsLimit = 5;
const waits = 6;

function withoutQuery(url: URL): string {
  return Object.assign(new URL(url), { username: "", password: "", search: "", hash: "" }).href;
}

async function getOnce(
  { url, place, headersFor, wanted = description }: Request & Pick<Answer, "place">,
  context: FetchContext,
  signal: AbortSignal,
): Promise<Answer> {
  const { allowPrivate, timeoutMs } = context;
  requireHttps({ url, place }, wanted, allowPrivate);
  const pool = await context.runtime.network.open({ allowPrivate, timeoutMs });
  try {
    const answer = await pool.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: "GET",
      headers: {
        accept: wanted.accept,
        "accept-encoding": acceptedCodings,
        "user-agent": "driftpin",
        ...headersFor?.(url),
      },
      signal,
    });
    const coding = String(answer.headers["content-encoding"] ?? "");
    const bytes = await readBody(answer.body, coding, wanted.bytesLimit);
    return { url, place, status: answer.statusCode, headers: answer.headers, bytes };
  } catch (cause) {
    context.runtime.signal.throwIfAborted();
    throw unreachable({ url, place, wanted }, cause, timeoutMs);
  } finally {
    await pool.destroy();
  }
}

const description: Wanted = {
  noun: "description",
  accept: "application/vnd.oai.openapi+json, application/json, application/yaml;q=0.9, text/yaml;q=0.9, */*;q=0.5",
  bytesLimit,
};

function requireHttps({ url, place }: Pick<Answer, "url" | "place">, { noun }: Wanted, allowPrivate: boolean): void {
  if (url.protocol === "https:" || (url.protocol === "http:" && allowPrivate)) return;
  throw new CouldNotCheckError("DP2006", {
    what: `${url.protocol.slice(0, -1)} is not safe to fetch a ${noun} by`,
    where: { file: place },
    todo: "use https, or set allow-private for a host of your own",
  });
}

function redirect({ status, headers, url, place }: Answer): URL | undefined {
  const location = headers.location;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  if (URL.canParse(location, url.href)) return new URL(location, url.href);
  throw new CouldNotCheckError("DP2009", {
    what: "a redirect leads nowhere",
    where: { file: place },
    todo: "tell the vendor, or name another source",
  });
}

function refusedRedirect(from: string, to: URL): CouldNotCheckError {
  return new CouldNotCheckError("DP2010", {
    what: `the description refers to a file that redirects to ${to.origin}, which is not its own source`,
    where: { file: from },
    todo: "take the description from a source that holds all its files",
  });
}
