import { connect } from "node:net";
import type { Network, NetworkPolicy } from "./index.ts";

/** Opens a TCP connection to the first address of a host, and closes it again. */
export async function reach(
  this: Pick<Network, "addresses">,
  host: string,
  port: number,
  { allowPrivate, timeoutMs }: Pick<NetworkPolicy, "allowPrivate" | "timeoutMs">,
): Promise<void> {
  const [address] = await this.addresses(host, { allowPrivate });
  const socket = connect({ host: address ?? host, port, timeout: timeoutMs });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
    socket.once("timeout", () => reject(Object.assign(new Error("no connection in time"), { code: "ETIMEDOUT" })));
  }).finally(() => socket.destroy());
}
