import http, { type RequestListener } from "node:http";
import https from "node:https";
import { connect } from "node:net";
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { serving } from "../../support/serving.ts";

/**
 * Leads all requests that are made meanwhile to a server on loopback, whatever their address: those of `fetch` and undici,
 * and those of `node:http` and `node:https`, on which axios and got are built. It hears the names that were meant, and
 * nothing leaves the machine.
 */
export function led<T>(vendor: RequestListener, use: () => Promise<T>): Promise<T> {
  return serving(vendor, async (origin) => {
    const socket = () => connect(Number(new URL(origin).port), "127.0.0.1");
    const dispatcher = getGlobalDispatcher();
    const agents = [http.globalAgent, https.globalAgent] as const;
    setGlobalDispatcher(undiciAgent(socket));
    // TLS would add nothing to what a vendor answers.
    http.globalAgent = Object.assign(new http.Agent(), { createConnection: socket });
    https.globalAgent = Object.assign(new https.Agent(), { createConnection: socket });
    try {
      return await use();
    } finally {
      await getGlobalDispatcher().destroy();
      setGlobalDispatcher(dispatcher);
      [http.globalAgent, https.globalAgent] = agents;
    }
  });
}

function undiciAgent(socket: () => ReturnType<typeof connect>): Agent {
  return new Agent({
    connect: (_, callback) => {
      const opened = socket()
        .once("connect", () => callback(null, opened))
        .once("error", (error) => callback(error, null));
    },
  });
}
