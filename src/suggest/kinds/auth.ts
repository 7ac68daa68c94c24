import type ts from "typescript";
import type { Use } from "../../impact/use.ts";
import { headerInstead } from "../auth/header-instead.ts";
import { keyInAddress } from "../auth/key-in-address.ts";
import { secretIn } from "../auth/secret.ts";
import { sentAs } from "../auth/sent-as.ts";
import { isSame, isSameCarrier, type Transition, transitionsOf } from "../auth/transition.ts";
import type { Found, Kind } from "../kind.ts";
import { inserted } from "../reading.ts";
import { renamed } from "../renamed.ts";
import { memberName } from "../style.ts";
import type { Edit } from "../suggestion.ts";

/**
 * What callers identify themselves with has another name, place or form: `X-Api-Key` becomes a bearer token, a key in the
 * address goes into a header. Where that is the same secret is a guess; where it is another one, a person must put it in.
 * Nothing is changed where the code holds the secret itself, for the patch would show it.
 * @example `"X-Api-Key": key` becomes `Authorization: \`Bearer ${key}\``.
 */
export const auth: Kind = {
  name: "auth",
  propose(found) {
    const { drift, contracts, uses } = found;
    if (drift.operation === undefined || !rules.test(drift.rule)) return [];
    return transitionsOf(drift.operation, contracts).flatMap((transition) => {
      const edits = uses
        .filter((use) => isOf(use, transition) && isShared(use, transition, found))
        .flatMap((use) => changed(use, transition) ?? []);
      const atMost = transition.isSameSecret ? "likely" : "placeholder";
      return edits.length > 0 ? [{ text: textOf(transition), edits, atMost }] : [];
    });
  },
  advise({ drift, contracts }) {
    if (drift.operation === undefined || !rules.test(drift.rule)) return undefined;
    const [first] = transitionsOf(drift.operation, contracts);
    return first && textOf(first);
  },
};

const rules = /^api-(global-)?security-(removed|component-(type|api-key-in|api-key-name|http-scheme)-changed)$/;

function textOf({ from, to, isSameSecret }: Transition): string {
  const as = to.word === undefined ? "" : ` as ${to.word}`;
  const instead = isSameCarrier(from, to) ? "" : ` instead of ${from.in} ${from.name}`;
  const sent = `Send the credential in ${to.in} ${to.name}${as}${instead}.`;
  return isSameSecret ? sent : `${sent} It is one of another kind: put in what the vendor gives you for it.`;
}

function isOf({ subject }: Use, { from }: Transition): boolean {
  return subject.kind === "credential" && isSameCarrier(subject, from);
}

/** What a client sends with every request has to suit all of them. */
function isShared({ node }: Use, { from, to }: Transition, { ofOthers, contracts }: Found): boolean {
  const others = ofOthers.filter((other) => other.node === node && other.subject.kind === "credential");
  return others.every(({ operation }) =>
    transitionsOf(operation, contracts).some((own) => isSame(own.from, from) && isSame(own.to, to)),
  );
}

function changed(use: Use, transition: Transition): Edit[] | undefined {
  const { from, to } = transition;
  if (from.in === "query" && to.in === "header") return headerInstead(use, transition);
  if (from.in !== to.in || from.in === "cookie") return undefined;
  if (from.in === "query") return inQuery(use, transition);
  return inHeader(use, transition);
}

function inQuery(use: Use, { from, to }: Transition): Edit[] | undefined {
  const { node, project } = use;
  const isAddress = project.ts.isTemplateExpression(node);
  const key = isAddress ? node.templateSpans[keyInAddress(node, from.name)]?.expression : sentUnder(use);
  return key && secretIn(key, use) && renamed(use, from.name, to.name);
}

function inHeader(use: Use, transition: Transition): Edit[] | undefined {
  const { ts } = use.project;
  const value = sentUnder(use);
  if (value === undefined || isThere(use, transition)) return undefined;
  const form = sentAs(value, transition, use);
  if (form === undefined) return undefined;
  const name = headerName(use, transition);
  if (isSameCarrier(transition.from, transition.to)) return form;
  const { parent } = use.node;
  if (!ts.isShorthandPropertyAssignment(parent)) return [...renamed(use, transition.from.name, name), ...form];
  const at = use.node.getStart();
  const member = memberName(name, use.node.getSourceFile(), ts);
  // Before what is put around the value at the same place.
  const [first, ...rest] = form;
  const start = `${member}: `;
  return first?.start === at && first.end === at
    ? [{ ...first, text: `${start}${first.text}` }, ...rest]
    : [inserted(at, start, use), ...form];
}

/** In lower case where the code writes names of headers so. */
function headerName({ node }: Use, { to }: Transition): string {
  const written = "text" in node && typeof node.text === "string" ? node.text : "";
  return written !== "" && written === written.toLowerCase() ? to.name.toLowerCase() : to.name;
}

/** What is sent under the name: of a member, an assignment, or `headers.set(name, value)`. */
function sentUnder({ node, project: { ts } }: Use): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer;
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name;
  if (ts.isCallExpression(parent) && parent.arguments[0] === node) return parent.arguments[1];
  const isTarget = ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent);
  const whole = isTarget && ts.isBinaryExpression(parent.parent) ? parent.parent : undefined;
  return whole?.left === parent ? whole.right : undefined;
}

/** Whether a header of the new name is sent already, beside it. */
function isThere({ node, project: { ts } }: Use, { from, to }: Transition): boolean {
  const holder = node.parent.parent;
  if (isSameCarrier(from, to) || !ts.isObjectLiteralExpression(holder)) return false;
  return holder.properties.some(
    ({ name }) => name && "text" in name && String(name.text).toLowerCase() === to.name.toLowerCase(),
  );
}
