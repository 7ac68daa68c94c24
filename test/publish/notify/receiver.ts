import type { IncomingMessage, ServerResponse } from "node:http";
import { bytesOf } from "../../support/request.ts";
import { type Reply, startVendor } from "../../support/vendor.ts";

/** One message as it arrived. */
export interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a receiver answers: a reply, or whatever a test does with the socket. */
export type Answer = Reply | ((request: IncomingMessage, response: ServerResponse) => void);

/** A real receiver of hooks on loopback, at an address that is a secret. Answers one after the other, the last again and again. */
export async function startReceiver(...answers: readonly Answer[]) {
  const received: Received[] = [];
  const { url, route } = await startVendor();
  route("/CANARY-PATH", async (request, response) => {
    const body = String(await bytesOf(request));
    received.push({ headers: request.headers as Record<string, string>, body });
    const answer = answers[Math.min(received.length, answers.length) - 1] ?? { status: 204 };
    if (typeof answer === "function") return answer(request, response);
    const { status = 200, headers = {}, body: said = "" } = answer;
    response.writeHead(status, headers).end(String(said));
  });
  return { url: `${url}/CANARY-PATH`, received };
}
