import { once } from "node:events";
import type { Edge } from "../edge.ts";
import { act, type Stage } from "./stage.ts";

/** Says what can be tried on the vendor now that it has drifted, and keeps it up until the process is interrupted. */
export async function serve(edge: Edge, { folder, vendor, runtime: { signal } }: Stage): Promise<void> {
  await act(edge, "The vendor drifts, and stays up: try it in another terminal");
  await edge.print(`cd ${quoted(folder)}\n${called()}\n\n${explained(tries)}\n\n`);
  await edge.print(`The vendor answers at ${vendor.url} until ^C. The folder stays.\n`);
  if (!signal.aborted) await once(signal, "abort");
}

/** Works in the shells of POSIX, wherever driftpin is installed. */
function called(): string {
  return `alias driftpin=${quoted(`node ${quoted(process.argv[1] ?? "driftpin")}`)}`;
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const tries: readonly (readonly [command: string, does: string])[] = [
  ["driftpin check", "what drifted, and which lines it reaches"],
  ["driftpin sample", "how the vendor answers now"],
  ['driftpin triage shop --operation "GET /stock"', "why that fails"],
  ["driftpin record shop --out probes.har", "keep the answers, without a value"],
  ["driftpin record shop --proxy --out orders.har -- node test/place-order.mjs", "keep what a program sends"],
  ["driftpin sample --contract specs/shop/contract.json --recording orders.har", "hold that against the pin"],
];

/** Not as comments, which zsh does not take at its prompt. */
function explained(tries: readonly (readonly [string, string])[]): string {
  return tries.map(([command, does]) => `${command}\n    ${does}`).join("\n");
}
