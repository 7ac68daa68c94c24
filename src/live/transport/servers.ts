import type { Vendor } from "../../config/schema.ts";
import type { Request } from "../probe/request.ts";
import { isSafe } from "../probe/safety.ts";
import { isOutage } from "./outage.ts";
import type { Reply } from "./reply.ts";
import type { Tried, Way } from "./way.ts";

/** Makes a request one to this server; undefined where it does not lie under the first server's address. */
export type Server = (request: Request) => Request | undefined;

/** A vendor's servers: that of the request itself, and then those that stand in for it. */
export function serversOf({ server, fallbackServers }: Pick<Vendor, "server" | "fallbackServers">): readonly Server[] {
  const base = server === undefined ? undefined : bare(server);
  return [(request) => request, ...(base === undefined ? [] : fallbackServers.map((to) => rebasing(base, bare(to))))];
}

function bare(server: string): string {
  return new URL(server).href.replace(/\/+$/, "");
}

function rebasing(from: string, to: string): Server {
  const move = (href: string) => (href.startsWith(`${from}/`) ? to + href.slice(from.length) : undefined);
  return (request) => {
    const href = move(request.url.href);
    const shown = request.shown === undefined ? undefined : (move(request.shown) ?? request.shown);
    return href === undefined ? undefined : { ...request, url: new URL(href), ...(shown !== undefined && { shown }) };
  };
}

/** Asks one server after the other, until one of them is not down. */
export async function inOrder(
  ways: readonly { readonly server: Server; readonly way: Way }[],
  request: Request,
  send: (way: Way, request: Request) => Promise<Tried>,
): Promise<Reply> {
  let last: Tried | undefined;
  for (const { server, way } of ways) {
    const sent = server(request);
    if (sent === undefined) continue;
    const tried = await send(way, sent);
    const reply = sent === request ? tried.reply : { ...tried.reply, request: sent };
    if (tried.wasSent || last === undefined) last = { ...tried, reply };
    if (!needsStandIn(tried, request)) break;
  }
  if (last === undefined) throw new RangeError("a vendor has a server");
  return last.reply;
}

/** What could change something is not sent to another server either, once it was sent. */
function needsStandIn({ wasSent, reply: { answer } }: Tried, { method }: Request): boolean {
  if (!wasSent) return answer.kind === "failure" && answer.code !== "NOT_SENT_RATE_LIMIT";
  return isSafe(method) && isOutage(answer) && !(answer.kind === "failure" && answer.code === "DEADLINE");
}
