import type ts from "typescript";
import { aboutOf } from "../../impact/about.ts";
import type { Subject, Use } from "../../impact/use.ts";
import { isObject, type Json, join, tokens } from "../../json.ts";
import { exampleOf } from "../example.ts";
import type { Found, Kind } from "../kind.ts";
import { nameOf } from "../name.ts";
import { withMember } from "../put.ts";
import { inserted } from "../reading.ts";
import { schemaOf } from "../schema.ts";
import { memberName, written } from "../style.ts";
import type { Edit } from "../suggestion.ts";

/**
 * A parameter, or a field of a body, that has to be sent from now on: its default, which is what the vendor took so far,
 * or its only value; else an example that a person replaces.
 * @example `region` is required: `/orders` becomes `/orders?region=eu`.
 */
export const required: Kind = {
  name: "required",
  propose(found) {
    const { drift, contracts, uses } = found;
    // What the compiler misses somewhere is not sent there.
    const isSent = uses.some(({ subject, certainty }) => subject.kind !== "call" && certainty !== "compiled");
    const about = aboutOf(drift, contracts);
    const { operation } = drift;
    if (!operation || !rules.test(drift.rule) || isSent) return [];
    const schema = schemaOf(contracts.published, operation, about);
    const value = schema && exampleOf(schema);
    if (value === undefined) return [];
    const edits = sendingEdits(about, value.value, found);
    const name = nameOf(about);
    const text = value.isOld ? `Send ${name} as the vendor took it so far.` : `Send ${name}: replace the example.`;
    return edits.length > 0 ? [{ text, edits, atMost: value.isOld ? "verified" : "placeholder" }] : [];
  },
};

const rules =
  /^(new-required-request-(default-)?parameter(-to-existing-path)?|request-parameter-became-required|new-required-request-property(-with-default)?|request-property-became-required(-with-default)?)$/;

/** At each call; what one of them cannot take is left to a person. */
function sendingEdits(about: Subject, value: Json, { ofOperation }: Found): Edit[] {
  if (about.kind === "request") return beside(ofOperation, about.pointer, value);
  if (about.kind !== "parameter") return [];
  const others = ofOperation.filter(({ subject }) => subject.kind === "parameter" && subject.in === about.in);
  const members = others.flatMap((use) => objectAround(use) ?? []);
  if (members.length > 0) return [...new Set(members)].flatMap((one) => memberIn(one, about.name, value, others));
  return about.in === "query" && !isObject(value) && !Array.isArray(value)
    ? ofOperation
        .filter(({ subject }) => subject.kind === "call")
        .flatMap((use) => inAddress(use, encodeURIComponent(about.name), encodeURIComponent(String(value))))
    : [];
}

/** Into the objects that hold the fields beside it. */
function beside(uses: readonly Use[], pointer: string, value: Json): Edit[] {
  const holder = tokens(pointer).slice(0, -1);
  const name = tokens(pointer).at(-1) ?? "";
  const siblings = uses.filter(
    ({ subject }) => subject.kind === "request" && isBelow(subject.pointer, join("", ...holder), holder.length),
  );
  const objects = [...new Set(siblings.flatMap((use) => objectAround(use) ?? []))];
  return objects.flatMap((object) => memberIn(object, name, value, siblings));
}

function isBelow(pointer: string, holder: string, depth: number): boolean {
  return pointer.startsWith(`${holder}/`) && tokens(pointer).length === depth + 1;
}

/** The object literal that a use is a member of. */
function objectAround({ node, project: { ts } }: Use): ts.ObjectLiteralExpression | undefined {
  const { parent } = node;
  const isMember = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);
  return isMember && parent.name === node && ts.isObjectLiteralExpression(parent.parent) ? parent.parent : undefined;
}

/** None where it has such a member, or no other that tells that it is what is sent. */
function memberIn(object: ts.ObjectLiteralExpression, name: string, value: Json, uses: readonly Use[]): Edit[] {
  const use = uses.find((one) => objectAround(one) === object);
  if (!use || object.properties.length === 0) return [];
  const { ts } = use.project;
  const source = object.getSourceFile();
  const isSame = (member: ts.ObjectLiteralElementLike) =>
    member.name !== undefined && "text" in member.name && member.name.text === name;
  if (object.properties.some(isSame)) return [];
  const member = `${memberName(name, source, ts)}: ${written(value, source, ts)}`;
  return [withMember(object, member, use.project)];
}

/** At the end of the text of an address, as long as that ends in a literal. */
function inAddress(use: Use, name: string, value: string): Edit[] {
  const { node, project } = use;
  const { ts } = project;
  const isTemplate = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
  if (!isTemplate && !ts.isStringLiteral(node)) return [];
  const text = node.getText().slice(1, -1);
  if (/#/.test(text) || /[^/]\$\{[^}]*\}$/.test(text)) return []; // a fragment, or what may well be a query
  if (text.includes(`?${name}=`) || text.includes(`&${name}=`)) return [];
  const at = node.getEnd() - 1;
  return [inserted(at, `${text.includes("?") ? "&" : "?"}${name}=${value}`, use)];
}
