import { lookup } from "node:dns";
import { promisify } from "node:util";
import { bare, refusal } from "./guard.ts";
import type { Network, Runtime } from "./index.ts";
import { proxiesOf } from "./proxy.ts";
import { reach } from "./reach.ts";

/**
 * HTTP over undici, which keeps TLS and system error codes as they are.
 * @param ca certificates to trust instead of those that Node trusts, in PEM
 */
export function nodeNetwork(env: Runtime["env"], ca?: string): Network {
  return {
    async open(policy) {
      const proxies = proxiesOf(env);
      const { pool } = await import("./pool.ts");
      return pool(policy, { proxies, ca });
    },

    async addresses(host, { allowPrivate }) {
      const found = await promisify(lookup)(bare(host), { all: true });
      const addresses = found.map(({ address }) => address);
      const refused = allowPrivate ? null : refusal(host, addresses);
      if (refused) throw refused;
      return addresses;
    },

    reach,
  };
}
