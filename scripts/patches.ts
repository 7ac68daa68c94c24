import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatPatch, structuredPatch } from "diff";
import { kinds } from "../src/suggest/index.ts";
import type { Suggestion } from "../src/suggest/suggestion.ts";

/** `docs/patches.md`: every kind of patch, with one that a test holds driftpin to. */
export function patchesPage(): string {
  const names = [...kinds.map(({ name }) => name), "compat"];
  const untold = [
    ...names.filter((name) => !told.has(name)),
    ...[...told.keys()].filter((name) => !names.includes(name)),
  ];
  if (untold.length > 0) throw new Error(`tell in scripts/patches.ts, or no longer: ${untold.join(", ")}`);
  return `${[...head, ...[...told].flatMap(([kind, patch]) => section(kind, patch))].join("\n")}\n`;
}

interface Told {
  readonly title: string;
  readonly does: string;
  /** The case that is shown. */
  readonly shown: string;
}

/** In the order of the page: answers, what is sent, where it is sent. */
const told: ReadonlyMap<string, Told> = new Map<string, Told>([
  [
    "rename",
    {
      title: "Another name",
      does: "A property, a parameter or a header is gone, and another one came that is like it. Your own types are changed, too.",
      shown: "property",
    },
  ],
  [
    "absent",
    {
      title: "May be missing or null",
      does: "`?.` where something is read of it; a default where nothing else will do, which is then *likely*.",
      shown: "nullable-chain",
    },
  ],
  [
    "type-changed",
    {
      title: "Number or text",
      does: "A number became a text, or the other way round: converted where your code calculates with it, and where it is sent.",
      shown: "calculated",
    },
  ],
  [
    "time",
    {
      title: "Unix time or ISO 8601",
      does: "The unit comes from the name, else from what your code does with it.",
      shown: "seconds",
    },
  ],
  [
    "reference",
    { title: "Id or object", does: "An id became an object that has it, or the other way round.", shown: "read" },
  ],
  [
    "list",
    {
      title: "One, or a list",
      does: "A value became a list, maybe by the plural of its name. The first is read, and care is taken where there is none; a body gets a list of one, which is *verified*.",
      shown: "javascript",
    },
  ],
  [
    "enum-renamed",
    {
      title: "A value is spelled differently",
      does: "In comparisons, `switch`, lists, tables and types, and where it is sent.",
      shown: "compared",
    },
  ],
  [
    "enum-value",
    {
      title: "A new value",
      does: "A `switch` that knew all of them gets a case, and a person decides what it means.",
      shown: "never-check",
    },
  ],
  [
    "wrapped",
    {
      title: "In an envelope",
      does: "Taken out where answers come in: at the call of your own wrapper, if others come the same way.",
      shown: "fetch",
    },
  ],
  [
    "unwrapped",
    { title: "In no envelope any more", does: "What was read out of it is the answer itself.", shown: "typed" },
  ],
  [
    "paged",
    {
      title: "A list in pages",
      does: "The request is repeated until there is no next page. Where it cannot be repeated in place, the first page is read: a *placeholder*.",
      shown: "fetch",
    },
  ],
  [
    "status",
    {
      title: "Another status of success",
      does: "Where your code compares with the one that it knew.",
      shown: "compared",
    },
  ],
  [
    "required",
    {
      title: "Has to be sent",
      does: "A parameter, or a field of a body: with its default, which is what the vendor took so far, else with an example that you replace.",
      shown: "parameter-default",
    },
  ],
  ["moved", { title: "Another path", does: "The operation is gone, and another one is like it.", shown: "template" }],
  [
    "replaced",
    {
      title: "A successor that the vendor names",
      does: "In the text of a deprecation, for example, or by a link of its answers (RFC 5829); only where all that your code sends and reads is there, too.",
      shown: "deprecated-fetch",
    },
  ],
  ["server", { title: "Another address", does: "The only one that the API is served at now.", shown: "template" }],
  [
    "auth",
    {
      title: "Other credentials",
      does: "A key under another name or at another place, or a bearer token in its place. Never where the key itself is written in the code.",
      shown: "key-renamed-fetch",
    },
  ],
  [
    "compat",
    {
      title: "The old shape: a compat shim",
      does: "Where your code hands answers on, out of sight, a function gives them their old shape where they come in. It was run on values that the new contract allows, and on stand-ins for the live answers of that night, which have their shape and none of their values: after it, the old contract holds, but for what it says. `driftpin suggest --compat` offers it instead of other patches.",
      shown: "handed-on",
    },
  ],
]);

const head = [
  "# Patches",
  "",
  "What `driftpin suggest`, issues and pull requests propose for the code that a change reaches. Every patch here is a case of the",
  "tests: it is type-checked, and its code runs against the vendor's new version, where it failed before. Generated by",
  "`npm run generate`.",
  "",
  "*verified*: it compiles with the new contract and does what the code did; with [`verify`](verify.md), your own command passes,",
  "too. It is a commit of the pull request. *likely*: it compiles, but may mean something else. *placeholder*: a person has to",
  "supply a value. Whatever is not safe to change gets no patch but the places, and what to do there.",
];

const cases = join(import.meta.dirname, "..", "test", "suggest", "fixtures");

function section(kind: string, { title, does, shown }: Told): string[] {
  const folder = join(cases, kind, shown);
  const expected: readonly Suggestion[] = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const labels = expected
    .filter((one) => one.kind === kind)
    .map(({ applicability, text }) => `${applicability}: ${text}`);
  const files = [...new Set(["before", "after"].flatMap((side) => filesIn(join(folder, side))))].sort();
  const patch = files.flatMap((file) => patchOf(folder, file));
  return [
    "",
    `## ${title}`,
    "",
    does,
    "",
    "```diff",
    ...patch,
    "```",
    "",
    ...[...new Set(labels)].map((one) => `> ${one}`),
  ];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

function patchOf(folder: string, file: string): string[] {
  const [before, after] = ["before", "after"].map((side) => textOf(join(folder, side, file)));
  if (before === after) return [];
  const patch = structuredPatch(file, file, before ?? "", after ?? "", undefined, undefined, { context: 1 });
  const lines = formatPatch(patch).trimEnd().split("\n");
  return lines.slice(lines.findIndex((line) => line.startsWith("@@")));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // a file that the patch makes
  }
}
