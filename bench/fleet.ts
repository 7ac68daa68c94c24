import { execFile, fork } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { operations } from "./grown.ts";
import { type Cost, measure } from "./measure.ts";
import { print, size, time } from "./table.ts";

/** Prints what a check of many contracts costs, by how their vendors answer. */
export async function printFleet(): Promise<void> {
  print(["", "time", "processors", "a contract", "peak", "beside half"]);
  await withFleet({ contracts: 2_000, operations: 12 }, async (fleet) => {
    print(row("2,000 of 16 kB, 304", 2_000, await fleet.cost("unchanged", 2_000)));
    print(row("2,000 of 16 kB, the same", 2_000, await fleet.cost("whole", 2_000)));
    print(row("2,000 of 16 kB, changed", 2_000, await fleet.cost("changed", 2_000)));
  });
  await withFleet({ contracts: 200, operations: 1_500 }, async (fleet) => {
    print(row("200 of 2 MB, 304", 200, await fleet.cost("unchanged", 200)));
    print(row("200 of 2 MB, the same", 200, await fleet.cost("whole", 200)));
    let half: Cost | undefined;
    for (const contracts of [50, 100, 200]) {
      const cost = await fleet.cost("changed", contracts);
      print(row(`${contracts} of 2 MB, changed`, contracts, cost, half));
      half = cost;
    }
  });
  console.log(
    "\nOne run each of driftpin check --format json, start-up included; the vendors answer from another process on",
  );
  console.log(
    "loopback. A contract: time of processors. Beside half: the same, in times of what half as many contracts took.",
  );
  console.log("2,000 contracts that answer 304 may take 10 s and 300 MiB on two processors.");
}

function row(name: string, contracts: number, { ms, cpuMs, peakBytes }: Cost, half?: Cost): string[] {
  const a = `${(cpuMs / contracts).toFixed(1)} ms`;
  return [name, time(ms), time(cpuMs), a, size(peakBytes), half ? `${(cpuMs / half.cpuMs).toFixed(2)}×` : ""];
}

/** How the vendors of a fleet answer: 304; 200 with what is pinned; 200 with a description that was changed. */
type Answers = "unchanged" | "whole" | "changed";

/** A team's folder with many vendors, all of them pinned. */
interface Fleet {
  /** What a check of the first so many contracts costs while the vendors answer so. */
  cost(answers: Answers, contracts: number): Promise<Cost>;
}

const driftpin = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/**
 * Lends a fleet whose vendors publish the same description with so many operations, about 1.3 kB each. One of them is
 * pinned, and the others have copies of its pin.
 */
async function withFleet(
  { contracts, operations: count }: { readonly contracts: number; readonly operations: number },
  use: (fleet: Fleet) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "driftpin-bench-"));
  const [once, later] = [join(folder, "once.json"), join(folder, "later.json")];
  const text = JSON.stringify(operations(count).base);
  await writeFile(once, text);
  await writeFile(later, text.replace('"type":"integer"},"total"', '"type":"string"},"total"')); // an order's id
  const server = fork(fileURLToPath(new URL("vendors.cjs", import.meta.url)), [once, later]);
  const answer = () => new Promise<unknown>((resolve) => server.once("message", resolve));
  try {
    const port = await answer();
    const names = Array.from({ length: contracts }, (_, i) => `vendor-${i}`);
    const configure = async (some: readonly string[]) => {
      const file = join(folder, `driftpin-${some.length}.json`);
      await writeFile(file, JSON.stringify(configuration(some, `http://127.0.0.1:${port}/openapi.json`)));
      return [driftpin, "--config", file];
    };
    await promisify(execFile)(process.execPath, [...(await configure(names.slice(0, 1))), "pin"]);
    const specs = (name: string) => join(folder, "specs", name);
    for (const name of names.slice(1)) await cp(specs("vendor-0"), specs(name), { recursive: true });
    await use({
      async cost(answers, count) {
        const heard = answer();
        server.send(answers);
        await heard;
        return measure([...(await configure(names.slice(0, count))), "check", "--format", "json"]);
      },
    });
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

function configuration(names: readonly string[], source: string) {
  const vendor = { source, "allow-private": true, owners: ["@acme/integrations"] };
  return { version: 1, vendors: Object.fromEntries(names.map((name) => [name, vendor])) };
}
