import { join } from "node:path";
import { successorsNamed } from "../../src/announce/successors.ts";
import type { Operation } from "../../src/contract/contract.ts";
import { compare } from "../../src/diff/index.ts";
import type { Drift, Verdict } from "../../src/drift/finding.ts";
import { ofDeviation } from "../../src/drift/of-deviation.ts";
import { reach } from "../../src/impact/index.ts";
import { keep } from "../../src/live/protocol/keep.ts";
import { protocolShifts } from "../../src/live/protocol/shift.ts";
import { successorsAt } from "../../src/live/successor.ts";
import type { Decided } from "../../src/policy/index.ts";
import { applied, byFile } from "../../src/suggest/edits.ts";
import { suggest } from "../../src/suggest/index.ts";
import type { Suggestion } from "../../src/suggest/suggestion.ts";
import { answered } from "../live/night.ts";
import { testRuntime } from "../support/runtime.ts";
import { announcedIn, descriptionOf, linksOf, type Texts } from "./fixture.ts";

/** What is suggested for code that was written for the first contract of a case, now that there is the second. */
export async function suggested(
  name: string,
  texts: Texts,
  verdict: Verdict = "published",
): Promise<readonly Suggestion[]> {
  const all = await suggestedFor(name, texts, (drift) => ({ ...drift, verdict }));
  return all.flatMap(({ suggestions }) => suggestions);
}

/** The same, for each drift, as it is decided. */
export async function suggestedFor(
  name: string,
  texts: Texts,
  decide: (drift: Drift, i: number) => Decided,
): Promise<{ readonly drift: Decided; readonly suggestions: readonly Suggestion[] }[]> {
  const [pinned, published] = [descriptionOf(name, "base"), descriptionOf(name, "revision")];
  const { changes } = compare(pinned, published, { perspective: "consumer", today: "2026-01-02" });
  const linked = linksOf(name);
  const drifts = [
    ...changes.map((change, i) => decide({ ...change, verdict: "published", evidence: [] }, i)),
    ...linked.flatMap(({ operation }) => announced(operation)),
  ];
  const news = await announcedIn(name, pinned);
  const told = successorsNamed(news, published, []);
  const successors =
    linked.length > 0
      ? successorsAt(linked, published, [])
      : news.length > 0
        ? { named: told.named, elsewhere: new Set<string>() }
        : undefined;
  const runtime = testRuntime();
  return runtime.files.temporary(async (folder) => {
    for (const [file, text] of Object.entries(texts)) await runtime.files.write(join(folder, file), text);
    const vendor = { name: "shop", code: ["src/**"] };
    const found = await reach(drifts, { vendor, pinned, published, folder }, runtime);
    const text = texts["driftpin.yaml"];
    const configured = text === undefined ? undefined : { vendor: vendor.name, file: "driftpin.yaml", text };
    const all = await suggest(drifts, found, { pinned, published, successors }, { vendor: vendor.name, configured });
    return drifts.map((drift) => ({ drift, suggestions: all.get(drift.fingerprint) ?? [] }));
  });
}

/** That the answers of an operation link to a successor, and did not when the contract was pinned. */
function announced(operation: Operation): Drift[] {
  const shown = [{ ending: [] }, { ending: ["link successor-version"] }].map((protocol) => ({
    ...answered(null),
    exchange: { ...answered(null).exchange, operation },
    protocol,
  }));
  const [before, now] = shown;
  const pinned = { document: {}, texts: [], bundled: {} };
  return protocolShifts(pinned, { protocol: keep(before ? [before] : []) }, now ? [now] : []).flatMap((deviation) => {
    const drift = ofDeviation(deviation, { paper: "same", live: "new" }, []);
    return drift && drift.level !== "none" ? [{ ...drift, level: drift.level }] : [];
  });
}

/** The code with patches made. */
export const withEdits = (texts: Texts, suggestions: readonly Suggestion[]): Texts => {
  const edits = byFile(suggestions.flatMap((one) => one.edits ?? []));
  const files = new Set([...Object.keys(texts), ...edits.keys()]);
  return Object.fromEntries(Array.from(files, (file) => [file, applied(texts[file] ?? "", edits.get(file) ?? [])]));
};
