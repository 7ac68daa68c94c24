import PQueue from "p-queue";
import type { Probe, Vendor } from "../config/schema.ts";
import { stepsOf } from "../config/steps.ts";
import type { Description, Operation } from "../contract/contract.ts";
import { anonymous, match, operationName } from "../contract/operations.ts";
import { sample as send } from "../live/index.ts";
import type { Sample } from "../live/sample.ts";
import type { Runtime } from "../runtime/index.ts";
import { type Health, health } from "./health.ts";

/** Questions that triage may still ask, each at most once: all of them are safe requests. */
export interface Inquiries {
  /** What the status page and the health endpoints say. */
  health(): Promise<readonly Health[]>;
  /** The same request once more. Undefined where it cannot be repeated. */
  again(sample: Sample): Promise<Sample | undefined>;
  /** How the same server answers at an address beside it that surely leads nowhere. */
  nowhere(sample: Sample): Promise<Sample | undefined>;
}

/** The contracts that requests are held against. */
export interface Contracts {
  readonly pinned: Description;
  readonly published?: Description | undefined;
}

/** Asks one vendor, one question after the other, with the vendor's own settings and credentials. */
export function inquiries(vendor: Vendor, contracts: Contracts, runtime: Runtime): Inquiries {
  const queue = new PQueue({ concurrency: 1 });
  const ask = once((probes: readonly Probe[], pinned: Description) =>
    queue.add(async () => {
      const { published } = contracts;
      const asked = { ...vendor, probes: [...probes], autoProbes: 0, retries: 0 };
      return (await send(asked, { pinned, ...(published && { published }) }, runtime)).samples;
    }),
  );
  let asked: Promise<readonly Health[]> | undefined;
  return {
    health: () => {
      asked ??= health(vendor, runtime);
      return asked;
    },
    async again({ exchange: { operation, request } }) {
      const answers = await ask(operationName(operation), repeatable(vendor, operation), contracts.pinned);
      return answers.find(({ exchange }) => exchange.request.url === request.url);
    },
    async nowhere({ exchange: { operation } }) {
      const path = pathToNowhere(operation, contracts);
      if (path === undefined) return undefined;
      const probe = { operation: `GET ${path}`, parameters: {}, headers: {}, samples: 1, pages: 1, unsafe: false };
      const [answer] = await ask(path, [probe], withPath(contracts.pinned, path));
      return answer;
    },
  };
}

/** The same question is asked once, whoever asks. */
function once(ask: (probes: readonly Probe[], pinned: Description) => Promise<readonly Sample[]>) {
  const asked = new Map<string, Promise<readonly Sample[]>>();
  return (question: string, probes: readonly Probe[], pinned: Description) => {
    const answer = asked.get(question) ?? ask(probes, pinned);
    asked.set(question, answer);
    return answer;
  };
}

/** The probes of an operation, each once, and those that they take values from. */
function repeatable({ probes }: Vendor, operation: Operation): Probe[] {
  const wanted = new Set(probes.filter((probe) => isOf(operation, probe) && !probe.unsafe));
  for (const probe of wanted) {
    const steps = stepsOf(probe);
    for (const needed of probes.filter(({ id }) => id !== undefined && steps.includes(id))) wanted.add(needed);
  }
  return [...wanted].map((probe) => ({ ...probe, samples: 1 }));
}

function isOf(operation: Operation, probe: Probe): boolean {
  return anonymous(probe.operation) === anonymous(operationName(operation));
}

/**
 * Beside the operation's own address first, where the same part of the vendor answers; undefined where the contracts
 * have a template for everything.
 */
function pathToNowhere({ path }: Operation, { pinned, published }: Contracts): string | undefined {
  const concrete = path.replaceAll(/\{[^{}]*\}/g, "0").replace(/\/$/, "");
  const segment = "driftpin-leads-nowhere";
  return [`${concrete}/${segment}`, `/${segment}${concrete}`].find((candidate) =>
    [pinned, published].every((contract) => !contract || !match(contract.document, "get", candidate)),
  );
}

/** The contract, with one more operation: what it does not have is never sent. */
function withPath(pinned: Description, path: string): Description {
  const { document } = pinned;
  return { ...pinned, document: { ...document, paths: { [path]: { get: { responses: {} } } } } };
}
