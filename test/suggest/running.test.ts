import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import type { Suggestion } from "../../src/suggest/suggestion.ts";
import { cases, descriptionOf, jsonOf, type Texts, textOf, textsOf } from "./fixture.ts";
import { led } from "./running/led.ts";
import { load } from "./running/load.ts";
import { type Answers, embedded, untrue } from "./running/vendor.ts";

/*
 * What a patch is for: with the vendor's new version, the team's code does again what it did with the old one.
 *
 * Each fixture that patches something has two files more, and its code runs against a server that is the vendor.
 *
 * `run.ts` is a file at the root of the team's project. It imports what it runs, and returns what can be compared as JSON:
 *
 *     import { read } from "./src/shop.js";
 *     export const run = () => read("7");
 *
 * `answers.json` has what the vendor answers, by the address that is asked (one with a query goes before the same without):
 *
 *     {
 *       "base":     { "GET https://api.shop.example/v1/orders/7": { "body": { "id": 7, "total": 12.5 } } },
 *       "revision": { "GET https://api.shop.example/v1/orders/7": { "body": { "id": 7, "total_amount": 12.5 } } }
 *     }
 *
 * An answer is `{ "status"?: 200, "headers"?: {…}, "body"?: … }`, and must be one that this version's description allows.
 * What it does not allow to be asked is refused: 404, 401 or 400, with a reason in `message`. A body that is JSON needs its
 * `Content-Type`, as with any strict vendor.
 *
 * What holds then: `after` gives with the revision what `before` gave with the base, and `before` does not. Where the new
 * version can only give something else (null, or a value that a person must decide on), `answers.json` says what comes of
 * `after`: `"result": { "value": "unknown" }`, or `{ "error": "held is new: decide what it means" }`, or `{}` for undefined.
 */

/** Cases with a patch that are not run, and why. */
const notRun: Readonly<Record<string, string>> = {
  "absent/nullable-default": "twice null is 0 in JavaScript: only the compiler minds",
};

const patched = cases.filter((name) => jsonOf(name, "expected.json").some(isPatch));

function isPatch({ applicability }: Suggestion): boolean {
  return applicability !== "advice";
}

function isRun(name: string): boolean {
  return ["run.ts", "answers.json"].every((file) => textOf(name, file) !== undefined);
}

interface Run {
  readonly base: Answers;
  readonly revision: Answers;
  readonly result?: Outcome;
}

/** What came of a run; a value of undefined is left out. */
type Outcome = { readonly value?: unknown } | { readonly error: string };

test.each(patched.filter(isRun))("%s", async (name) => {
  const answers: Run = jsonOf(name, "answers.json");
  const [base, revision] = [descriptionOf(name, "base").document, descriptionOf(name, "revision").document];
  expect([...(await untrue(base, answers.base)), ...(await untrue(revision, answers.revision))]).toEqual([]);

  const runnable = (side: "before" | "after") => ({ ...textsOf(name, side), "run.ts": textOf(name, "run.ts") ?? "" });
  const [before, after] = [runnable("before"), runnable("after")];
  const [old, next] = [await embedded(base, revision, answers.base), await embedded(revision, base, answers.revision)];
  const was = await led(old, () => outcomeOf(before));
  const broken = await led(next, () => outcomeOf(before));
  const is = await led(next, () => outcomeOf(after));
  expect({ runsBefore: !("error" in was), breaks: !isDeepStrictEqual(broken, is), is }).toEqual({
    runsBefore: true,
    breaks: true,
    is: answers.result ?? was,
  });
});

test("every fixture with a patch is run, or says why it is not", () => {
  expect(patched.filter((name) => !isRun(name))).toEqual(Object.keys(notRun).sort());
});

async function outcomeOf(texts: Texts): Promise<Outcome> {
  try {
    const { run } = load(texts, "run.ts");
    const value: unknown = typeof run === "function" ? await run() : undefined;
    return JSON.parse(JSON.stringify({ value }));
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
