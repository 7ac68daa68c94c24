import { ask } from "../live/transport/ask.ts";
import type { RawAnswer, RawFailure } from "../live/transport/reply.ts";
import type { NetworkPolicy, Runtime } from "../runtime/index.ts";

/** One GET beside the vendor's own traffic, without credentials, and without a second try. */
export async function get(
  url: URL,
  { allowPrivate, timeoutMs }: Pick<NetworkPolicy, "allowPrivate" | "timeoutMs">,
  runtime: Runtime,
): Promise<RawAnswer | RawFailure> {
  const pool = await runtime.network.open({ allowPrivate, timeoutMs, connections: 1 });
  try {
    return await ask(pool, { method: "GET", url, headers: { accept: "application/json" } }, runtime.signal);
  } finally {
    await pool.destroy();
  }
}
