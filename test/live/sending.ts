import type { Vendor } from "../../src/config/schema.ts";
import { withTransport } from "../../src/live/transport/index.ts";
import type { Reply } from "../../src/live/transport/reply.ts";
import { type TestRuntime, testRuntime } from "../support/runtime.ts";
import { vendorConfig } from "../support/vendor.ts";

/** What differs from a quick transport without retries. */
export interface Circumstances {
  readonly vendor?: Partial<Vendor>;
  readonly runtime?: TestRuntime;
}

/** Sends requests to a server side by side, each `/path` or `METHOD /path`, and gives their replies. */
export function send(
  server: string,
  requests: readonly string[],
  { vendor = {}, runtime = testRuntime() }: Circumstances = {},
): Promise<Reply[]> {
  const paths = requests.map((request) => request.split(" ").reverse());
  return withTransport(vendorConfig(server, [], vendor), runtime, ({ send }) =>
    Promise.all(
      paths.map(([path = "/", method = "GET"]) => send({ method, url: new URL(server + path), headers: {} })),
    ),
  );
}

/** `200`, or `phase: CODE`. */
export function brief({ answer }: Reply): number | string {
  return answer.kind === "answer" ? answer.status : `${answer.phase}: ${answer.code}`;
}
