import type ts from "typescript";
import type { Description, Operation } from "../contract/contract.ts";
import { operationsAt, servedAt } from "./address.ts";
import { followerOf } from "./flow/forward.ts";
import { type Functions, functionsIn } from "./flow/functions.ts";
import type { Carrier, Known, Part } from "./flow/known.ts";
import { originsIn } from "./flow/origin.ts";
import { body } from "./flow/parts.ts";
import { type References, referencesIn } from "./flow/references.ts";
import { type Schemas, schemasOf } from "./flow/schema.ts";
import { textsIn } from "./flow/texts.ts";
import { mentionsIn } from "./mentions.ts";
import { certainties } from "./place.ts";
import type { Project } from "./project/index.ts";
import { sentUses } from "./sent.ts";
import { type Called, type Reached, targetsOf } from "./target.ts";
import type { Uncovered, Use } from "./use.ts";
import { axiosWay } from "./ways/axios.ts";
import { fetchWay } from "./ways/fetch.ts";
import { gotWay } from "./ways/got.ts";
import { operationsById } from "./ways/id.ts";
import { kyWay } from "./ways/ky.ts";
import { nodeHttpWay } from "./ways/node-http.ts";
import { octokitWay } from "./ways/octokit.ts";
import { openapiFetchWay } from "./ways/openapi-fetch.ts";
import { sdkWay } from "./ways/sdk.ts";
import { undiciWay } from "./ways/undici.ts";
import type { Code, OperationsAt, Request, Way } from "./ways/way.ts";

/** How code may call a vendor. The first that knows a call reads it; an SDK is known least surely. */
const ways: readonly Way[] = [
  fetchWay,
  axiosWay,
  undiciWay,
  gotWay,
  kyWay,
  openapiFetchWay,
  octokitWay,
  nodeHttpWay,
  sdkWay,
];

/** Who wants to know more of the code than its uses, while it is read. */
export interface Watch {
  /** Told of each expression that holds something of an answer. */
  readonly met: (node: ts.Node, known: Known) => void;
  /** Told of each request, with the operations that it reaches; none where it goes elsewhere, or nobody knows where. */
  readonly asked: (call: ts.CallExpression, request: Request, operations: readonly Operation[]) => void;
}

/** What a project's code uses of a contract, and the calls of which that cannot be told. */
export interface Usage {
  readonly uses: readonly Use[];
  readonly uncovered: readonly Uncovered[];
}

/** Everything of the contract that a project's code uses: calls, what they send, and what becomes of the answers. */
export function usesOf(project: Project, called: Called): readonly Use[] {
  return usageOf(project, called).uses;
}

/** The same, with the calls that go nobody knows where. */
export function usageOf(project: Project, called: Called, watch?: Watch): Usage {
  const { pinned, server } = called;
  const at = operationsAt(pinned, server);
  const { code, uses, uncovered, claimed } = requestsFollowed(project, called, at, project.sources, watch);
  const mentions = mentionsIn(code, at, claimed).map(({ operation, node }): Use => {
    return { operation, subject: { kind: "call" }, certainty: "mentioned", project, node };
  });
  return { uses: distinct([...uses, ...mentions]), uncovered };
}

/**
 * Lets somebody watch what a project's code does with the answers of requests, and says nothing itself.
 * @param files those whose requests are followed, wherever that leads
 */
export function watched(project: Project, called: Called, files: readonly ts.SourceFile[], watch: Watch): void {
  requestsFollowed(project, called, operationsAt(called.pinned, called.server), files, watch);
}

interface Followed extends Usage {
  readonly code: Code;
  /** Texts that name operations which requests reach. */
  readonly claimed: ReadonlySet<ts.Node>;
}

function requestsFollowed(
  project: Project,
  { pinned, server }: Called,
  at: OperationsAt,
  files: readonly ts.SourceFile[],
  watch: Watch | undefined,
): Followed {
  const references = referencesIn(project);
  const functions = functionsIn(project, references);
  const schemas = schemasOf(pinned);
  const code = codeOf(project, pinned, references, functions);
  const uses: Use[] = [];
  const uncovered: Uncovered[] = [];
  const follower = followerOf({
    project,
    references,
    functions,
    schemas,
    used: (node, subject, { operation, certainty }) => uses.push({ operation, subject, certainty, project, node }),
    met: watch?.met,
  });
  const targets = targetsOf({ byId: code.byId, schemas, at, isServedAt: servedAt(pinned, server) });
  const claimed = new Set<ts.Node>();
  for (const { call, request } of requestsIn(files, code)) {
    const target = targets(request.target);
    const operations = target.reached.map(({ operation }) => operation);
    watch?.asked(call, request, operations);
    for (const node of target.claimed) claimed.add(node);
    if (target.why) uncovered.push({ why: target.why, project, node: request.node });
    for (const reached of target.reached) note(call, request, reached);
  }
  follower.guess();
  return { code, uses, uncovered, claimed };

  /** A call of an operation, what it sends, and what becomes of the answer. */
  function note(call: ts.CallExpression, request: Request, { operation, through, written, isCertain }: Reached): void {
    const { carrier, handler, lists = 0 } = request;
    const certainty = isCertain ? request.certainty : "mentioned";
    const called = { operation, certainty, project, node: whereWritten(written, request, code) };
    uses.push({ ...called, subject: { kind: "call" } });
    uses.push(...sentUses(request, operation, { pinned, schemas, code, certainty }));
    if (isUnread(carrier)) uses.push({ ...called, subject: { kind: "handed-on", pointer: "" } });
    const known: Known = { operation, part: partOf(carrier, operation, schemas), lists, through, certainty };
    if (handler) follower.called(handler, 0, known, (result) => follower.follow(call, result));
    else follower.follow(call, known);
  }
}

/** Each use once, at its most certain, in the order in which they were found. */
function distinct(uses: readonly Use[]): Use[] {
  const found = new Map<string, Use>();
  for (const use of uses) {
    const { operation, subject, node } = use;
    const key = JSON.stringify([node.getSourceFile().fileName, node.pos, node.end, operation, subject]);
    const other = found.get(key);
    if (!other || isMoreCertain(use, other)) found.set(key, use);
  }
  return [...found.values()];
}

function isMoreCertain(a: Use, b: Use): boolean {
  return certainties.indexOf(a.certainty) < certainties.indexOf(b.certainty);
}

function codeOf(project: Project, pinned: Description, references: References, functions: Functions): Code {
  return {
    project,
    references,
    originOf: originsIn(project, references, functions),
    textsOf: textsIn(project, references, functions),
    functionOf: functions.of,
    byId: operationsById(pinned),
  };
}

/** What a call gives; where that is a list of items, it is so by the contract. */
function partOf(carrier: Carrier, operation: Operation, schemas: Schemas): Part {
  const list = carrier.isItems && schemas.listIn(operation);
  if (carrier.isItems) return list === undefined ? body : { kind: "body", pointer: list || "" };
  return { kind: "answer", carrier };
}

/** Whether a library hands the body on in pieces, which nobody can follow. */
function isUnread({ body, json, inner, isBody, isItems }: Carrier): boolean {
  return !body && !json && !inner && !isBody && !isItems;
}

/** The text that holds the path, wherever the code keeps it: where the address is asked for, if it is there. */
function whereWritten(written: readonly ts.Node[], { node: asked }: Request, { project: { ts } }: Code): ts.Node {
  const isAsked = (node: ts.Node) => ts.findAncestor(node, (one) => one === asked) !== undefined;
  const literals = written.filter((node) => !ts.isBinaryExpression(node));
  const here = literals.filter(isAsked);
  let node = (here.length > 0 ? here : literals).findLast(holdsPath);
  const isPart = (part: ts.Node) =>
    ts.isTemplateHead(part) || ts.isTemplateMiddleOrTemplateTail(part) || ts.isTemplateSpan(part);
  while (node && (isPart(node) || ts.isBinaryExpression(node.parent))) {
    node = node.parent;
  }
  return node ?? asked;
}

function holdsPath(node: ts.Node): boolean {
  return "text" in node && typeof node.text === "string" && /\/[^/]/.test(node.text.replace(/^[a-z]+:\/\//i, ""));
}

function requestsIn(
  files: readonly ts.SourceFile[],
  code: Code,
): { readonly call: ts.CallExpression; readonly request: Request }[] {
  const { ts } = code.project;
  const found: { call: ts.CallExpression; request: Request }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      for (const way of ways) {
        const request = way.read(node, code);
        if (request === undefined) continue;
        found.push({ call: node, request });
        break;
      }
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return found;
}
