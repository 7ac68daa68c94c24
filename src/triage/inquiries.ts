import PQueue from "p-queue";
import type { Probe, Vendor } from "../config/schema.ts";
import type { Description } from "../contract/contract.ts";
import { operationName } from "../contract/operations.ts";
import { sample as send } from "../live/index.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Health } from "./endpoint.ts";
import { health } from "./health.ts";
import { type Contracts, pathToNowhere, withPath } from "./nowhere.ts";
import { listedProbes, repeatedProbes } from "./probes.ts";

/** Questions that triage may still ask, each at most once: all of them are safe requests. */
export interface Inquiries {
  /** What the status page and the health endpoints say. */
  health(): Promise<readonly Health[]>;
  /** The same request once more. Undefined where it cannot be repeated. */
  again(sample: Sample): Promise<Sample | undefined>;
  /** How the same server answers at an address beside it that surely leads nowhere. */
  nowhere(sample: Sample): Promise<Sample | undefined>;
  /** How the same operation answers for something that the vendor's own list has. */
  listed(sample: Sample): Promise<Sample | undefined>;
}

/** Asks one vendor, one question after the other, with the vendor's own settings and credentials. */
export function inquiries(vendor: Vendor, contracts: Contracts, runtime: Runtime): Inquiries {
  const ask = asker(vendor, contracts, runtime);
  let asked: Promise<readonly Health[]> | undefined;
  return {
    health: () => {
      asked ??= health(vendor, runtime);
      return asked;
    },
    async again({ exchange: { operation, request } }) {
      const probes = await repeatedProbes(vendor, contracts.pinned, operation);
      if (probes.some(({ unsafe }) => unsafe)) return undefined;
      const answers = await ask(`again ${operationName(operation)}`, probes);
      return answers.find(({ exchange }) => exchange.request.url === request.url);
    },
    async nowhere({ exchange: { operation } }) {
      const path = pathToNowhere(operation, contracts);
      if (path === undefined) return undefined;
      const probe = { operation: `GET ${path}`, parameters: {}, headers: {}, samples: 1, pages: 1, unsafe: false };
      return (await ask(path, [probe], withPath(contracts.pinned, path))).at(-1);
    },
    async listed({ exchange: { operation } }) {
      const probes = await listedProbes(vendor, contracts.pinned, operation);
      const answers = await ask(`listed ${operationName(operation)}`, probes);
      return answers.find(({ exchange }) => operationName(exchange.operation) === operationName(operation));
    },
  };
}

/** Sends probes one set after the other, and each set once, whoever asks. */
function asker(vendor: Vendor, { pinned, published }: Contracts, runtime: Runtime) {
  const queue = new PQueue({ concurrency: 1 });
  const asked = new Map<string, Promise<readonly Sample[]>>();
  const once = async (probes: readonly Probe[], against: Description) => {
    const asking = { ...vendor, probes: [...probes], autoProbes: 0, retries: 0 };
    return (await send(asking, { pinned: against, ...(published && { published }) }, runtime)).samples;
  };
  return (question: string, probes: readonly Probe[], against = pinned) => {
    const answer = asked.get(question) ?? queue.add(() => once(probes, against));
    asked.set(question, answer);
    return answer;
  };
}
