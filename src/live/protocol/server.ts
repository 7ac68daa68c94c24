import { fact } from "./fact.ts";
import { gatewayOf } from "./gateway.ts";
import { enumerate } from "./words.ts";

/** The gateway or server family that answers, as far as its traces are known. */
export const server = fact({
  name: "server",
  of: "server",
  rules: [
    {
      id: "protocol-gateway-changed",
      level: "info",
      text: "The answers come through another gateway than when the contract was pinned.",
      todo: "Nothing, unless calls fail: gateways have limits, timeouts and bot checks of their own.",
      example: "the answers come through Cloudflare: calls from your build machines may meet a challenge page.",
    },
  ],
  read(seen) {
    const found = seen.status >= 400 ? undefined : gatewayOf(seen);
    return seen.status >= 400 ? undefined : found === undefined ? [] : [found];
  },
  tell({ came, before }) {
    if (came.length === 0) return undefined;
    const instead = before.length > 0 ? `, and came through ${enumerate(before, "or")}` : "";
    return { rule: "protocol-gateway-changed", text: `the answers come through ${enumerate(came)}${instead}` };
  },
});
