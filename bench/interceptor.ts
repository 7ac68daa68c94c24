import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Agent, type Dispatcher, request } from "undici";

/** What a thousand requests cost without and with the interceptor, in milliseconds. */
export interface Overhead {
  readonly withoutMs: number;
  readonly withMs: number;
  /** The median of what each round with it took beside the round without it that came next. */
  readonly ratio: number;
}

const rounds = 200;
const requestsARound = 100;

/**
 * Sends requests to a server in another process, one after the other, in rounds without and with the interceptor in turn,
 * so that a busy moment of the machine hits both.
 */
export async function overhead(): Promise<Overhead> {
  // What users get, which is not there before it is built.
  const { driftpin } = await import(new URL("../dist/undici/index.js", import.meta.url).href);
  const folder = await mkdtemp(join(tmpdir(), "driftpin-bench-"));
  const server = fork(fileURLToPath(new URL("server.cjs", import.meta.url)));
  const [port] = await once(server, "message");
  const interceptor = driftpin({ vendor: "bench", folder });
  const agents = { without: new Agent(), with: new Agent().compose(interceptor) };
  const costs = { without: [] as number[], with: [] as number[] };
  try {
    for (let round = -rounds / 10; round < rounds; round += 1) {
      for (const side of round % 2 === 0 ? (["without", "with"] as const) : (["with", "without"] as const)) {
        const ms = await timed(agents[side], `http://127.0.0.1:${port}/orders`);
        if (round >= 0) costs[side].push(ms); // before that, code warms up
      }
    }
    const ratios = costs.with.map((ms, round) => ms / (costs.without[round] ?? Number.NaN));
    return { withoutMs: median(costs.without), withMs: median(costs.with), ratio: median(ratios) };
  } finally {
    await Promise.all([agents.without.close(), agents.with.close(), interceptor.flush()]);
    server.kill();
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds a thousand requests. */
async function timed(dispatcher: Dispatcher, url: string): Promise<number> {
  const started = performance.now();
  for (let sent = 0; sent < requestsARound; sent += 1) {
    const { body } = await request(url, { dispatcher });
    await body.json();
  }
  return ((performance.now() - started) / requestsARound) * 1000;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
