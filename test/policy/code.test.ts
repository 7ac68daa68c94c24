import { expect, test } from "vitest";
import type { Level } from "../../src/config/level.ts";
import type { Undecided } from "../../src/drift/finding.ts";
import type { CodeSays } from "../../src/policy/code.ts";
import { decide } from "../../src/policy/index.ts";

const drift = (rule: string, level: Level | "none"): Undecided => ({
  rule,
  level,
  verdict: "published",
  operation: { method: "get", path: "/orders" },
  pointer: "/paths/~1orders/get",
  text: "",
  todo: "",
  fingerprint: "print",
  root: "root",
  operations: 1,
  evidence: [],
});

const unused: CodeSays = { unused: new Map([["print", "3 files of src/**"]]), broken: new Set() };
const broken: CodeSays = { unused: new Map(), broken: new Set(["print"]) };
const silent: CodeSays = { unused: new Map(), broken: new Set() };

const searched = "3 files of src/**";
const gone = "response-property-removed";

test.each<[string, Undecided, CodeSays | undefined, Parameters<typeof decide>[1], readonly unknown[]]>([
  ["breaking, and not used", drift(gone, "breaking"), unused, { levels: {}, overrides: [] }, [["info", searched]]],
  ["a warning, and not used", drift(gone, "warning"), unused, { levels: {}, overrides: [] }, [["info", searched]]],
  ["info stays what it is", drift(gone, "info"), unused, { levels: {}, overrides: [] }, [["info", undefined]]],
  ["what is hidden stays hidden", drift(gone, "none"), unused, { levels: {}, overrides: [] }, []],
  [
    "the team keeps the level of what it does not use",
    drift(gone, "breaking"),
    unused,
    { levels: {}, overrides: [], unused: "keep" },
    [["breaking", undefined]],
  ],
  [
    "the team's level of the rule has the last word",
    drift(gone, "breaking"),
    unused,
    { levels: { [gone]: "warning" }, overrides: [] },
    [["warning", searched]],
  ],
  [
    "a request of our own that was refused is in use",
    drift("request-refused", "breaking"),
    unused,
    { levels: {}, overrides: [] },
    [["breaking", undefined]],
  ],
  [
    "a warning that breaks the code",
    drift(gone, "warning"),
    broken,
    { levels: {}, overrides: [] },
    [["breaking", undefined]],
  ],
  [
    "good to know, though the code breaks",
    drift(gone, "info"),
    broken,
    { levels: {}, overrides: [] },
    [["info", undefined]],
  ],
  ["code that says nothing", drift(gone, "breaking"), silent, { levels: {}, overrides: [] }, [["breaking", undefined]]],
  ["no code", drift(gone, "breaking"), undefined, { levels: {}, overrides: [] }, [["breaking", undefined]]],
])("%s", (_, given, code, policy, expected) => {
  const decided = decide([given], policy, { accepted: [], documents: [], ...(code && { code }) });
  expect(decided.map((one) => [one.level, one.unused])).toEqual(expected);
});
