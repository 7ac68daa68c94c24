import type ts from "typescript";
import type { Project } from "../project/index.ts";
import type { Subject } from "../use.ts";
import { bind } from "./bind.ts";
import { called } from "./called.ts";
import { declarationsIn } from "./declarations.ts";
import type { Flow } from "./flow.ts";
import type { Functions } from "./functions.ts";
import { guesses } from "./guesses.ts";
import { handOn } from "./handed-on.ts";
import type { Known } from "./known.ts";
import { isEndless } from "./parts.ts";
import type { References } from "./references.ts";
import type { Schemas } from "./schema.ts";
import { arrayItem, spreadItems } from "./steps/array.ts";
import { arrayFrom } from "./steps/array-from.ts";
import { assigned } from "./steps/assigned.ts";
import { bodyRead } from "./steps/body-read.ts";
import { chained } from "./steps/chained.ts";
import { checked } from "./steps/checked.ts";
import { chosen, conditional } from "./steps/chosen.ts";
import { collected, collectedAll } from "./steps/collected.ts";
import { constructed } from "./steps/constructed.ts";
import { declared, memberDefault, parameterDefault } from "./steps/declared.ts";
import { element } from "./steps/element.ts";
import { compared, ended } from "./steps/ended.ts";
import { handedBack } from "./steps/handed-back.ts";
import { handedIn } from "./steps/handed-in.ts";
import { handedToCallback } from "./steps/handed-to-callback.ts";
import { headerNamed, headerRead } from "./steps/header.ts";
import { jsxSpread, jsxValue } from "./steps/jsx.ts";
import { listMethod } from "./steps/list-method.ts";
import { loop } from "./steps/loop.ts";
import { member } from "./steps/member.ts";
import { classMember, objectMember, spreadMembers } from "./steps/object.ts";
import { objectAssign } from "./steps/object-assign.ts";
import { objectValues } from "./steps/object-values.ts";
import { parsed } from "./steps/parsed.ts";
import { resolved } from "./steps/resolved.ts";
import { returnedBody, returnedValue, yielded } from "./steps/returned.ts";
import { settled } from "./steps/settled.ts";
import { dependency, state } from "./steps/state.ts";
import type { Step } from "./steps/step.ts";
import { wrapped } from "./steps/wrapped.ts";

/** How code may go on with a value. Of those that know a place, the first that takes the value on decides. */
const steps: readonly Step[] = [
  wrapped,
  declared,
  memberDefault,
  parameterDefault,
  chained,
  bodyRead,
  headerRead,
  headerNamed,
  listMethod,
  member,
  element,
  handedIn,
  handedToCallback,
  constructed,
  resolved,
  state,
  dependency,
  collected,
  arrayFrom,
  objectValues,
  objectAssign,
  parsed,
  checked,
  settled,
  handedBack,
  chosen,
  conditional,
  assigned,
  compared,
  returnedBody,
  returnedValue,
  yielded,
  loop,
  arrayItem,
  spreadItems,
  collectedAll,
  spreadMembers,
  objectMember,
  classMember,
  jsxValue,
  jsxSpread,
  ended,
];

/** What following values needs. */
export interface Trail {
  readonly project: Project;
  readonly references: References;
  readonly functions: Functions;
  readonly schemas: Schemas;
  /** Told of each place that uses something of an answer. */
  readonly used: (node: ts.Node, subject: Subject, known: Known) => void;
  /** Told of each expression that something is known of, once for each part of an answer. */
  readonly met?: ((node: ts.Node, known: Known) => void) | undefined;
}

/** Follows what is known of values. */
export interface Follower {
  /** Takes an expression for what is known of it, and follows it to wherever it goes. */
  follow(node: ts.Node, known: Known): void;
  /** Hands a value to a function that a library calls, and what that returns to whoever waits for it. */
  called(node: ts.Expression, index: number, known: Known, wait: (known: Known) => void): void;
  /** Goes on to where types of the team's only make it likely that a value is from an answer. For when all answers are followed. */
  guess(): void;
}

/**
 * Follows answers through the team's code: awaited, stored, taken apart, handed on and returned; and tells what is used
 * of them. Each expression is followed once for each part of an answer, so that it ends.
 */
export function followerOf({ project, references, functions, schemas, used, met }: Trail): Follower {
  const flow: Flow = {
    ...{ ts: project.ts, references, functions, schemas, used },
    declarations: declarationsIn(project),
    guesses: guesses(),
    isNew: unseen(),
    waiting: new Map(),
    handed: new Set(),
    bind: (name, known) => bind(name, known, flow),
    follow(node, known) {
      if (!flow.isNew(node, known)) return;
      met?.(node, known);
      const { parent } = node;
      const isTaken =
        !isEndless(known) &&
        steps.some(({ is, take }) => is(parent, project.ts) && take({ parent, node, known }, flow));
      if (!isTaken) handOn(node, known, flow);
    },
  };
  return {
    follow: flow.follow,
    called: (node, index, known, wait) => called(node, { index, known, wait }, flow),
    guess: () => flow.guesses.make(),
  };
}

/** Whether an expression was not followed yet for what is known of it. */
function unseen(): Flow["isNew"] {
  const seen = new Map<ts.Node, Set<string>>();
  return (node, { operation, part, lists, through }) => {
    const key = JSON.stringify([operation, part, lists, through.map(({ pos }) => pos)]);
    const keys = seen.get(node) ?? new Set();
    if (keys.has(key)) return false;
    seen.set(node, keys.add(key));
    return true;
  };
}
