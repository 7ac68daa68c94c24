import type { ts } from "@ts-morph/common";
import type { Description, Operation } from "../contract/contract.ts";
import { all } from "../contract/operations.ts";
import { operationsAt } from "./address.ts";
import { followerOf } from "./flow/forward.ts";
import { functionsIn } from "./flow/functions.ts";
import type { Known } from "./flow/known.ts";
import { originsIn } from "./flow/origin.ts";
import { referencesIn } from "./flow/references.ts";
import { schemasOf } from "./flow/schema.ts";
import { textsIn } from "./flow/texts.ts";
import { mentionsIn } from "./mentions.ts";
import type { Project } from "./project/index.ts";
import { sentUses } from "./sent.ts";
import type { Use } from "./use.ts";
import { axiosWay } from "./ways/axios.ts";
import { fetchWay } from "./ways/fetch.ts";
import type { Code, OperationsAt, Request, Target, Way } from "./ways/way.ts";

/** How code may call a vendor. */
const ways: readonly Way[] = [fetchWay, axiosWay];

/** The contract that code was written for, and where it is served. */
export interface Called {
  readonly pinned: Description;
  readonly server: string | undefined;
}

/** Who wants to know more of the code than its uses, while it is read. */
export interface Watch {
  /** Told of each expression that holds something of an answer. */
  readonly met: (node: ts.Node, known: Known) => void;
  /** Told of each request, with the operations that it reaches; none where it goes elsewhere, or nobody knows where. */
  readonly asked: (call: ts.CallExpression, request: Request, operations: readonly Operation[]) => void;
}

/** Everything of the contract that a project's code uses: calls, what they send, and what becomes of the answers. */
export function usesOf(project: Project, { pinned, server }: Called, watch?: Watch): Use[] {
  const references = referencesIn(project);
  const functions = functionsIn(project, references);
  const code: Code = {
    project,
    references,
    originOf: originsIn(project, references, functions),
    textsOf: textsIn(project, references, functions),
  };
  const uses: Use[] = [];
  const follow = followerOf({
    project,
    references,
    functions,
    schemas: schemasOf(pinned),
    used: (node, subject, { operation, certainty }) => uses.push({ operation, subject, certainty, project, node }),
    met: watch?.met,
  });
  const at = operationsAt(pinned, server);
  const reached = reachedBy(pinned, at);
  const claimed = new Set<ts.Node>();
  for (const { call, request } of requestsIn(code)) {
    const asked = reached(request.target);
    const operations = asked.map(({ operation }) => operation);
    watch?.asked(call, request, operations);
    for (const { operation, through, written, isCertain } of asked) {
      const certainty = isCertain ? request.certainty : "mentioned";
      const node = whereWritten(written, code) ?? request.node;
      uses.push({ operation, subject: { kind: "call" }, certainty, project, node });
      uses.push(...sentUses(request, operation, { pinned, code, certainty }));
      for (const node of written) claimed.add(node);
      follow(call, { operation, part: { kind: "answer", carrier: request.carrier }, lists: 0, through, certainty });
    }
  }
  const mentions = mentionsIn(code, at, claimed).map(({ operation, node }): Use => {
    return { operation, subject: { kind: "call" }, certainty: "mentioned", project, node };
  });
  return [...uses, ...mentions];
}

/** The text that holds the path, wherever the code keeps it. */
function whereWritten(written: readonly ts.Node[], { project: { ts } }: Code): ts.Node | undefined {
  const isPath = (node: ts.Node) => "text" in node && typeof node.text === "string" && /\/[^/]/.test(node.text);
  let node = written.find(isPath);
  const isPart = (part: ts.Node) =>
    ts.isTemplateHead(part) || ts.isTemplateMiddleOrTemplateTail(part) || ts.isTemplateSpan(part);
  while (node && (isPart(node) || ts.isBinaryExpression(node.parent))) {
    node = node.parent;
  }
  return node;
}

function requestsIn(code: Code): { readonly call: ts.CallExpression; readonly request: Request }[] {
  const { ts, sources } = code.project;
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
  for (const source of sources) visit(source);
  return found;
}

/** An operation that a request reaches, through which calls of the team's functions. */
interface Reached {
  readonly operation: Operation;
  readonly through: readonly ts.CallExpression[];
  readonly written: readonly ts.Node[];
  /** Whether the code tells the method. */
  readonly isCertain: boolean;
}

function reachedBy({ document }: Description, at: OperationsAt): (target: Target) => Reached[] {
  const byId = new Map(
    all(document).flatMap(({ operation, node: { operationId } }) =>
      typeof operationId === "string" ? [[plain(operationId), operation] as const] : [],
    ),
  );
  return (target) => {
    if (target.kind === "id") {
      const operation = byId.get(plain(target.id));
      return operation ? [{ operation, through: [], written: [], isCertain: true }] : [];
    }
    return target.addresses.flatMap(({ text, through, written }) =>
      target.methods.flatMap((method) => {
        const isCertain = !method.text.includes("{}");
        const operations = at(isCertain ? method.text.toLowerCase() : undefined, text);
        return operations.map((operation) => ({
          operation,
          through: [...new Set([...through, ...method.through])],
          written,
          isCertain,
        }));
      }),
    );
  };
}

function plain(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]/g, "");
}
