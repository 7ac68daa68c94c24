import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "../../json.ts";
import { type Answer, after, before } from "./answers.ts";
import { asPinned, asPublished } from "./descriptions.ts";

/** A vendor of a web shop's API, on loopback. */
export interface DemoVendor {
  /** Where it answers, such as `http://127.0.0.1:4010`. Its description is at `/openapi.json`. */
  readonly url: string;
  /** From now on it publishes its next description, and answers as it does a release later. */
  drift(): void;
  close(): Promise<void>;
}

/** Starts the vendor on a free port. It answers as described until it drifts. */
export async function startVendor(): Promise<DemoVendor> {
  let [answers, description] = [before, asPinned];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://vendor");
    const answer =
      pathname === "/openapi.json" ? describe(description) : answers[`${request.method} ${pathname}`]?.(searchParams);
    const { status, headers, body } = answer ?? notFound;
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body, null, 2));
  });
  return {
    url: await listen(server),
    drift: () => {
      [answers, description] = [after, asPublished];
    },
    close: () => close(server),
  };
}

const notFound: Answer = { status: 404, body: { title: "Not found", detail: "There is nothing here." } };

function describe(description: Json): Answer {
  return { status: 200, body: description };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
}
