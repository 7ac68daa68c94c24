import { align, type Branch, type Matching, matchBranches, selectors } from "../schema/match.ts";
import type { Choice, View } from "../schema/view.ts";
import { type SchemaRule, type Spots, usualTodo, type Walk } from "./rule.ts";
import { shown } from "./shown.ts";

/**
 * Branches of `oneOf` and `anyOf`. A schema that becomes one of several branches is compared with the branch it became.
 * @see JSON Schema 2020-12 Core, section 10.2.1
 */
export const choices: SchemaRule<Event> = {
  keyword: "",
  example: "a response may now be a `Refund` where it was always a `Charge`: `charge.card.last4` throws.",
  events: {
    "one-of-added": { effect: "wider", text: () => "has a new variant", todo: { wider: "Handle the new variant." } },
    "one-of-removed": { effect: "narrower", text: () => "has lost a variant", todo: { narrower: "Stop sending it." } },
    "any-of-added": { effect: "wider", text: () => "has a new variant", todo: { wider: "Handle the new variant." } },
    "any-of-removed": { effect: "narrower", text: () => "has lost a variant", todo: { narrower: "Stop sending it." } },
    "one-of-set": { effect: "narrower", text: () => "must fit one of several variants now", todo: usualTodo },
    "any-of-set": { effect: "narrower", text: () => "must fit one of several variants now", todo: usualTodo },
    "one-of-unset": { effect: "wider", text: () => "need not fit a variant any more", todo: usualTodo },
    "any-of-unset": { effect: "wider", text: () => "need not fit a variant any more", todo: usualTodo },
    "one-of-became-any-of": { effect: "wider", text: () => "may fit several variants at once", todo: usualTodo },
    "any-of-became-one-of": { effect: "narrower", text: () => "must fit exactly one variant", todo: usualTodo },
    "one-of-overlaps": {
      effect: "narrower",
      only: "request",
      cases: [{ revision: { id: "o1" } }],
      text: ({ revision }) => `must fit exactly one variant, and ${shown(revision)} now fits two`,
      todo: { narrower: "Send what only one variant allows." },
    },
    "wrapped-in-one-of": {
      effect: "incomparable",
      text: () => "is now one of several other variants",
      todo: usualTodo,
    },
    "unwrapped-from-one-of": { effect: "incomparable", text: () => "is none of its former variants", todo: usualTodo },
  },
  compare(base, revision, walk) {
    if (rewraps(base, revision)) return compareWrapped(base, revision, walk);
    const schemaOf = ({ kind, branches }: Choice) => ({ [kind]: branches.map(({ node }) => node) });
    for (const [before, after] of align(base.choices, revision.choices, schemaOf))
      compareChoices(base, before, revision, after, walk);
  },
};

type Kind = "one-of" | "any-of";
type Event =
  | `${Kind}-${"added" | "removed" | "set" | "unset"}`
  | "one-of-became-any-of"
  | "any-of-became-one-of"
  | "one-of-overlaps"
  | "wrapped-in-one-of"
  | "unwrapped-from-one-of";

/** One side is nothing but a choice, the other has none: then the other is a branch of it, and nothing else is compared. */
export function rewraps(base: View, revision: View): boolean {
  return (
    (onlyChooses(base) && revision.choices.length === 0 && saysMuch(revision)) ||
    (onlyChooses(revision) && base.choices.length === 0 && saysMuch(base))
  );
}

function onlyChooses(view: View): boolean {
  return view.choices.length === 1 && !saysMuch({ ...view, types: undefined });
}

function saysMuch({ types, values, properties, required, items, prefixItems, limits }: View): boolean {
  return (
    Boolean(types ?? values ?? items) ||
    [properties, required, limits].some(({ size }) => size > 0) ||
    prefixItems.length > 0
  );
}

function compareWrapped(base: View, revision: View, walk: Walk<Event>): void {
  const kind = idOf((base.choices[0] ?? revision.choices[0])?.kind);
  const at = { baseAt: base.nodes[0]?.pointer, revisionAt: revision.nodes[0]?.pointer };
  const matching = matchBranches(branchesOf(base, "base", walk), branchesOf(revision, "revision", walk));
  if (matching.pairs.length > 0) report(kind, matching, at, walk);
  else walk.emit(base.choices.length === 0 ? "wrapped-in-one-of" : "unwrapped-from-one-of", at);
}

function compareChoices(
  base: View,
  before: Choice | undefined,
  revision: View,
  after: Choice | undefined,
  walk: Walk<Event>,
): void {
  const at = {
    baseAt: before?.pointer ?? base.nodes[0]?.pointer,
    revisionAt: after?.pointer ?? revision.nodes[0]?.pointer,
  };
  if (!before || !after) {
    walk.emit(`${idOf((before ?? after)?.kind)}-${after ? "set" : "unset"}`, at);
    return;
  }
  if (before.kind !== after.kind)
    walk.emit(before.kind === "oneOf" ? "one-of-became-any-of" : "any-of-became-one-of", at);
  const matching = matchBranches(branches(base, before, "base", walk), branches(revision, after, "revision", walk));
  report(idOf(after.kind), matching, at, walk);
}

function report(kind: Kind, { pairs, removed, added }: Matching, at: Spots, walk: Walk<Event>): void {
  // The place names the branch by its new position, like the description that a reader opens.
  for (const [b, r] of pairs) walk.descend(pathOf(r), [b.place], [r.place], { branch: true });
  for (const { place } of removed)
    walk.emit(`${kind}-removed`, { ...at, at: pathOf({ place }), baseAt: place.pointer, base: named(place.node) });
  for (const { place } of added)
    walk.emit(`${kind}-added`, {
      ...at,
      at: pathOf({ place }),
      revisionAt: place.pointer,
      revision: named(place.node),
    });
}

function branchesOf(view: View, side: "base" | "revision", walk: Walk<Event>): Branch[] {
  const [choice] = view.choices;
  if (choice) return branches(view, choice, side, walk);
  return walk.schema[side].slice(0, 1).map((place) => ({ place, view, selector: undefined }));
}

function branches(view: View, choice: Choice, side: "base" | "revision", walk: Walk<Event>): Branch[] {
  const read = walk.read[side];
  const found = choice.branches.map((place) => ({ place, view: read([place]) }));
  return selectors(found, view.discriminator, (place) => read([place]));
}

function pathOf({ place }: Pick<Branch, "place">): string[] {
  const tokens = place.pointer.split("/");
  const last = tokens.at(-1) ?? "";
  return /^\d+$/.test(last) ? [tokens.at(-2) ?? "", last] : [];
}

function named(node: Branch["place"]["node"]): string {
  const { $ref, title } = typeof node === "object" && node !== null ? (node as Record<string, unknown>) : {};
  return typeof $ref === "string"
    ? ($ref.split("/").at(-1) ?? $ref)
    : typeof title === "string"
      ? title
      : "an unnamed variant";
}

function idOf(kind: Choice["kind"] | undefined): Kind {
  return kind === "anyOf" ? "any-of" : "one-of";
}
