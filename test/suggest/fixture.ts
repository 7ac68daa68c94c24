import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { entriesIn } from "../../src/announce/feed.ts";
import { heardOf } from "../../src/announce/heard.ts";
import { homeOf } from "../../src/announce/named.ts";
import { type Announced, announcedAfter } from "../../src/announce/successors.ts";
import type { Description } from "../../src/contract/contract.ts";
import { type Linked, linkedSuccessor } from "../../src/live/successor.ts";

const fixtures = join(import.meta.dirname, "fixtures");

/** The fixtures, as `<kind>/<case>`. */
export const cases: readonly string[] = globSync("*/*/expected.json", { cwd: fixtures }).map(dirname).sort();

/** Files of a project, by path. */
export type Texts = Readonly<Record<string, string>>;

/** The team's code before or after the patches. */
export function textsOf(name: string, side: "before" | "after"): Texts {
  const folder = join(fixtures, name, side);
  const files = globSync("**", { cwd: folder });
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** A file of a fixture; undefined where it has none of that name. */
export function textOf(name: string, file: string): string | undefined {
  const path = join(fixtures, name, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

/** A JSON file of a fixture; undefined where it has none of that name. */
export function jsonOf(name: string, file: string) {
  const text = textOf(name, file);
  return text === undefined ? undefined : JSON.parse(text);
}

/** What the vendor's answers link to, by the operation that is asked; empty where a fixture has no `live.json`. */
export function linksOf(name: string): readonly Linked[] {
  const answers: Readonly<Record<string, { readonly url: string; readonly link: string }>> = jsonOf(name, "live.json");
  return Object.entries(answers ?? {}).map(([asked, { url, link }]) => {
    const [method = "", path = ""] = asked.split(" ");
    const address = linkedSuccessor({ status: 200, headers: { link } }, new URL(url));
    return { operation: { method: method.toLowerCase(), path }, addresses: address === undefined ? [] : [address] };
  });
}

/** What a vendor announces of a contract; empty where a fixture has no `feed.xml` and no `feed.json`. */
export async function announcedIn(name: string, contract: Description): Promise<readonly Announced[]> {
  const text = textOf(name, "feed.xml") ?? textOf(name, "feed.json");
  if (text === undefined) return [];
  const found = { place: name, base: "https://shop.example/" };
  const entries = await entriesIn(text, found, { from: 0, to: Number.POSITIVE_INFINITY });
  return announcedAfter(entries.flatMap((entry) => heardOf(entry, homeOf(contract, [])) ?? []));
}

/** What the vendor describes in the pinned version, or in the published one. */
export function descriptionOf(name: string, version: "base" | "revision"): Description {
  return { document: jsonOf(name, `${version}.json`), texts: [], bundled: {} };
}
