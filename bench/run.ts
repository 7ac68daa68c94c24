/**
 * What driftpin costs, as whole processes, beside what could not be cheaper: `npm run bench`. What thousands of contracts
 * cost: `npm run bench -- fleet`. What the compiler's witness costs: `npm run bench -- witness`.
 * `BENCH_CORPUS` names a folder of pairs (`NAME/base.json`, `NAME/revision.json`, or YAML); without it, two versions
 * of GitHub's description are fetched.
 */
import { fileURLToPath } from "node:url";
import { type Pair, withPairs } from "./corpus.ts";
import { printFleet } from "./fleet.ts";
import { withGrowth } from "./growth.ts";
import { overhead } from "./interceptor.ts";
import { type Comparison, compare } from "./measure.ts";
import { type Recording, withRecording } from "./recording.ts";
import { type ShapeCost, shapeCosts } from "./shapes.ts";
import { print, row, time } from "./table.ts";
import { printWitness } from "./witness.ts";

const runs = 5;
const driftpin = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const floor = fileURLToPath(new URL("floor.cjs", import.meta.url));

if (process.argv.includes("fleet")) await printFleet();
else if (process.argv.includes("witness")) await printWitness();
else await printAll();

async function printAll(): Promise<void> {
  await withPairs(process.env.BENCH_CORPUS, async (pairs) => {
    print(["", "floor", "driftpin", "ratio", "peak floor", "peak driftpin", "ratio"]);
    print(row("--version", await compare(["-e", "0"], [driftpin, "--version"], runs)));
    for (const pair of pairs) {
      print(row(pair.name, await compareDiff(pair)));
      print(row("  JSON output", await compareDiff(pair, "--format", "json")));
    }
    await withGrowth(async ({ once, twice, extremes }) => {
      print(row("twice the operations", await compareGrowth(once, twice)));
      for (const pair of extremes) print(row(pair.name, await compareDiff(pair)));
    });
    for (const cost of shapeCosts(runs)) print(shapeRow(cost));
    await withRecording(100, async (files) => print(row("a recording of 100 MiB", await compareSample(files))));
    const { withoutMs, withMs, ratio } = await overhead();
    print(["1000 requests, recorded", time(withoutMs), time(withMs), `${ratio.toFixed(2)}×`]);
  });
  console.log(
    `\nMedians of ${runs} runs in turn. The floor of --version is node -e 0; of a pair, a Node script that reads`,
  );
  console.log(
    "and parses both documents (JSON.parse, or js-yaml for YAML). Wall time of the whole process, peak resident memory.",
  );
  console.log("The floor of twice the operations is driftpin with 5,000 of them; 2.2× is the most that is allowed.");
  console.log("The floor of a recording reads and parses it whole, and holds it against nothing.");
  console.log("The floor of a shape is JSON.parse of the same text, in one process; 3× is the most that is allowed.");
  console.log(
    "Of requests: one after the other through undici to loopback, without and with the interceptor of driftpin/undici.",
  );
}

function compareDiff({ base, revision }: Pair, ...options: readonly string[]): Promise<Comparison> {
  return compare([floor, base, revision], [driftpin, "diff", base, revision, ...options], runs);
}

function compareGrowth(once: Pair, twice: Pair): Promise<Comparison> {
  return compare([driftpin, "diff", once.base, once.revision], [driftpin, "diff", twice.base, twice.revision], runs);
}

function compareSample({ contract, har }: Recording): Promise<Comparison> {
  return compare([floor, contract, har], [driftpin, "sample", "--contract", contract, "--recording", har], runs);
}

function shapeRow({ name, parseMs, inferMs }: ShapeCost): string[] {
  return [name, time(parseMs), time(inferMs), `${(inferMs / parseMs).toFixed(2)}×`];
}
