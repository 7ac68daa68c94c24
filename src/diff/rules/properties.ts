import type { Rename } from "../change.ts";
import { isBeforeSunset } from "../lifecycle.ts";
import { type Member, memberResemblance, renames } from "../renames.ts";
import type { View } from "../schema/view.ts";
import type { Schema } from "../side.ts";
import { ageOf } from "./property-lifecycle.ts";
import { type SchemaRule, type Seen, type Spot, type Spots, unsent, type Walk } from "./rule.ts";
import { isNever } from "./types.ts";

/**
 * Named properties that came or went, and whether they must be there.
 * For a consumer it is breaking that an optional property of a response is gone, since most vendors never mark a
 * response property as required.
 * @see JSON Schema 2020-12 Core, section 10.3.2.1; Validation, section 6.5.3
 */
export const properties: SchemaRule<"removed" | "added"> = {
  keyword: "property",
  about: "object",
  example: "`total` is gone from a response: the sum on the invoice is `undefined`.",
  events: {
    removed: {
      effect: (_seen, { direction }) => (direction === "response" ? "wider" : "narrower"),
      id: removedId,
      cases: [[], ["deprecated"], ["deprecated", "early"]].flatMap((cases) => [
        { cases },
        { cases: ["required", ...cases] },
      ]),
      level: removedLevel,
      text: ({ cases }, { direction }) =>
        `is no longer ${direction === "response" ? "sent" : "accepted"}${cases?.includes("early") ? ", before the date that was announced" : ""}`,
      todo: { wider: "Stop reading it.", narrower: "Stop sending it." },
    },
    added: {
      effect: ({ cases }, { direction }) =>
        direction === "request" && cases?.includes("required") ? "narrower" : "none",
      id: addedId,
      cases: [{}, { cases: ["required"] }, { cases: ["required", "default"] }],
      text: ({ cases }, { direction }) =>
        direction === "response" ? "is new" : cases?.includes("required") ? "must now be sent" : "may now be sent",
      todo: { narrower: "Send it.", none: "Nothing to do." },
    },
  },
  compare(base, revision, walk) {
    const nowCalled = renamesBetween(base, revision, walk);
    for (const [name, schema] of base.properties) {
      const at = ["properties", name];
      const other = revision.properties.get(name);
      if (other)
        walk.descend(at, schema, other, {
          unsent: () => unsent(revision.required.has(name), walk.read.base(schema), walk.read.revision(other)),
        });
      else removed(name, schema);
    }
    for (const [name, schema] of revision.properties) if (!base.properties.has(name)) added(name, schema[0]?.pointer);

    function removed(name: string, schema: Schema): void {
      const before = walk.read.base(schema);
      walk.emit("removed", {
        at: ["properties", name],
        cases: [...casesOf(name, base, before), ...(isBeforeSunset(ageOf(before), walk.calendar) ? ["early"] : [])],
        rename: () => nowCalled(name),
        baseAt: schema[0]?.pointer,
        revisionAt: revision.nodes[0]?.pointer,
        unsent: unsent(base.required.has(name), before),
      });
      if (isBound(revision.additional, walk.read.revision))
        walk.descend(["properties", name], schema, revision.additional);
    }

    function added(name: string, revisionAt: string | undefined): void {
      const after = walk.read.revision(revision.properties.get(name) ?? []);
      const cases = casesOf(name, revision, after).filter((said) => said !== "required" || !base.required.has(name));
      walk.emit("added", {
        at: ["properties", name],
        cases,
        baseAt: base.nodes[0]?.pointer,
        revisionAt,
        unsent: unsent(revision.required.has(name), after),
      });
      const schema = revision.properties.get(name);
      if (schema && isBound(base.additional, walk.read.base))
        walk.descend(["properties", name], base.additional, schema);
    }
  },
};

/** Whether what is not named must fit a schema: what is named then was, or is, one of them. */
function isBound(rest: Schema | undefined, read: (schema: Schema) => View): rest is Schema {
  return rest !== undefined && !isNever(read(rest));
}

function renamesBetween(base: View, revision: View, walk: Walk): (name: string) => Rename | undefined {
  const [gone, come] = [onlyIn(base, revision), onlyIn(revision, base)];
  return renames(gone, come, named, (old, now) => {
    const isAlike = walk.alike(base.properties.get(old.name) ?? [], revision.properties.get(now.name) ?? []);
    return () => memberResemblance(old, now, isAlike());
  });
}

function onlyIn({ properties: all, required }: View, other: View): Member[] {
  const found: Member[] = [];
  let position = 0;
  for (const [name, [first]] of all) {
    if (!other.properties.has(name)) found.push({ name, position, required: required.has(name), schema: first?.node });
    position++;
  }
  return found;
}

function named({ name }: Member): string {
  return name;
}

/**
 * Whether a property that stays must be there.
 * @see JSON Schema 2020-12 Validation, section 6.5.3
 */
export const required: SchemaRule<"became-required" | "became-optional"> = {
  keyword: "",
  about: "object",
  example: "`currency` becomes required in a request: orders without it are now refused.",
  events: {
    "became-required": {
      effect: "narrower",
      id: (spot, { cases }) =>
        `${requiredPosition(spot)}-became-required${spot.direction === "request" && cases?.includes("default") ? "-with-default" : ""}`,
      cases: [{}, { cases: ["default"] }],
      text: (_seen, { direction }) => (direction === "response" ? "is always sent now" : "must now be sent"),
      todo: { narrower: "Send it always." },
    },
    "became-optional": {
      effect: "wider",
      id: (spot) => `${requiredPosition(spot)}-became-optional`,
      text: (_seen, { direction }) => (direction === "response" ? "may now be missing" : "need not be sent any more"),
      todo: { wider: "Handle that it is missing." },
    },
  },
  compare(base, revision, walk) {
    for (const name of revision.required)
      if (!base.required.has(name) && stays(name, base, revision)) emit("became-required", name);
    for (const name of base.required)
      if (!revision.required.has(name) && stays(name, base, revision)) emit("became-optional", name);

    function emit(event: "became-required" | "became-optional", name: string): void {
      const after = walk.read.revision(revision.properties.get(name) ?? []);
      const before = walk.read.base(base.properties.get(name) ?? []);
      const named = revision.properties.has(name) ? { unsent: unsent(revision.required.has(name), before, after) } : {};
      walk.emit(event, {
        at: ["properties", name],
        cases: after.notes.has("default") ? ["default"] : [],
        ...where(),
        ...named,
      });
    }

    function where(): Spots {
      return { baseAt: requiredAt(base), revisionAt: requiredAt(revision) };
    }
  },
};

/** A property that came or went is told as that. */
function stays(name: string, base: View, revision: View): boolean {
  return base.properties.has(name) === revision.properties.has(name);
}

function requiredAt({ nodes }: View): string | undefined {
  const holder = nodes.find(({ node }) => typeof node === "object" && node !== null && Object.hasOwn(node, "required"));
  return holder ? `${holder.pointer}/required` : nodes[0]?.pointer;
}

function casesOf(name: string, holder: View, property: View): string[] {
  return [
    ...(holder.required.has(name) ? ["required"] : []),
    ...(property.notes.get("deprecated") === true ? ["deprecated"] : []),
    ...(property.notes.has("default") ? ["default"] : []),
  ];
}

function requiredPosition({ direction, holder }: Spot): string {
  if (holder === "header") return "response-header";
  return holder === "parameter" ? "request-parameter-property" : `${direction}-property`;
}

function removedId({ direction, holder, unsent: ignored }: Spot, { cases = [] }: Seen): string {
  const deprecated = cases.includes("early")
    ? "-before-sunset"
    : cases.includes("deprecated")
      ? "-with-deprecation"
      : "";
  const need = cases.includes("required") ? "required" : "optional";
  if (holder === "header") return `response-header-property-removed`;
  if (direction === "request")
    return `request-${holder === "parameter" ? "parameter-" : ""}property-removed${deprecated}`;
  return ignored ? `response-${need}-write-only-property-removed` : `response-${need}-property-removed${deprecated}`;
}

function removedLevel({ direction }: Spot, { cases = [] }: Seen, perspective: "consumer" | "provider") {
  if (perspective === "consumer") return "breaking";
  if (cases.includes("early")) return "breaking";
  if (cases.includes("deprecated")) return "info";
  return direction === "request" ? "warning" : cases.includes("required") ? "breaking" : "info";
}

function addedId({ direction, holder, unsent: ignored }: Spot, { cases = [] }: Seen): string {
  const need = cases.includes("required") ? "required" : "optional";
  if (holder === "header") return "response-header-property-added";
  if (direction === "response") return `response-${need}-${ignored ? "write-only-" : ""}property-added`;
  const kind = holder === "parameter" ? "request-parameter-property" : "request-property";
  return `new-${need}-${kind}${need === "required" && cases.includes("default") ? "-with-default" : ""}`;
}
