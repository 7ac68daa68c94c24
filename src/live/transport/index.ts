import PQueue from "p-queue";
import type { Vendor } from "../../config/schema.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Request } from "../probe/request.ts";
import { patience } from "./patience.ts";
import { persist } from "./persist.ts";
import type { Reply } from "./reply.ts";
import { inOrder, serversOf } from "./servers.ts";
import { way } from "./way.ts";

/** Sends one vendor's requests: so many at once, so many a second, and again where that may help. */
export interface Transport {
  send(request: Request): Promise<Reply>;
}

/** Lends a transport with the vendor's own pool, which is closed afterwards. */
export async function withTransport<T>(vendor: Vendor, runtime: Runtime, use: (transport: Transport) => Promise<T>) {
  const { allowPrivate, timeoutMs, timeouts, concurrency } = vendor;
  const pool = await runtime.network.open({ allowPrivate, timeoutMs, timeouts, connections: concurrency, http2: true });
  const queue = new PQueue({ concurrency, ...pace(vendor.perSecond) });
  const shareOf = patience(vendor, runtime.clock, runtime.signal);
  const ways = serversOf(vendor).map((server) => ({ server, way: way({ pool, queue, runtime }) }));
  try {
    return await use({
      send: (request) => {
        const share = shareOf();
        return inOrder(ways, request, (one, to) => persist(one, to, { retries: vendor.retries, share }, runtime));
      },
    });
  } finally {
    await pool.destroy(); // nothing is under way any more, or it was given up
  }
}

function pace(perSecond: number): { intervalCap: number; interval: number } {
  const intervalCap = Math.max(1, Math.floor(perSecond));
  return { intervalCap, interval: (intervalCap / perSecond) * 1000 };
}
