import { expect, test } from "vitest";
import { textsOf } from "./fixture.ts";
import { suggestedFor } from "./suggested.ts";

/** The kinds of what is suggested for each drift that a shim deals with, where those of some rules are accepted. */
const kindsWith = async (accepted: RegExp) => {
  const before = textsOf("compat/list-items", "before");
  const all = await suggestedFor("compat/list-items", before, (drift) =>
    accepted.test(drift.rule) ? { ...drift, accepted: { reason: "we know" } } : drift,
  );
  return all.flatMap(({ drift, suggestions }) =>
    suggestions.map(({ kind, edits }) => [drift.accepted ? "accepted" : "open", kind, edits ? "patch" : "covered"]),
  );
};

const covered = ["open", "compat", "covered"];

test("a shim is suggested for drift that is open, whatever of its operation was accepted", async () => {
  expect([await kindsWith(/^$/), await kindsWith(/enum-value-added$/)]).toEqual([
    [["open", "compat", "patch"], covered, covered],
    [["accepted", "compat", "covered"], ["open", "compat", "patch"], covered],
  ]);
});
