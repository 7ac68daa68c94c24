import type { ts } from "ts-morph";
import { methods } from "../contract/contract.ts";
import type { Call, OperationsAt, WayOfCalling } from "./call.ts";
import type { TypeScript } from "./source.ts";
import { textOf, texts } from "./text.ts";

/**
 * URLs and paths as literals and templates, in any call that sends requests: `fetch`, undici, axios, got, ky and their
 * like; and `octokit.request("GET /orders/{id}")`. Outside of such a call a path is only mentioned.
 */
export const requestStrings: WayOfCalling = {
  find: (source, operationsAt) =>
    texts(source.tree, source.ts).flatMap(({ node, text }) => {
      const call = asNamed(text, operationsAt) ?? asSent(node, text, source.ts, operationsAt);
      return call && call.operations.length > 0 ? [{ ...call, node, source }] : [];
    }),
};

type Found = Pick<Call, "operations" | "certainty">;

/** `GET /orders/{id}` says everything itself. */
function asNamed(text: string, operationsAt: OperationsAt): Found | undefined {
  const [, method, target] = /^([A-Z]+) (\/\S*)$/.exec(text) ?? [];
  if (method === undefined || target === undefined) return undefined;
  return { operations: operationsAt(method, target), certainty: "called" };
}

function asSent(node: ts.Node, text: string, ts: TypeScript, operationsAt: OperationsAt): Found | undefined {
  if (!/^(https?:\/\/|\{\}\/|\/[^/])/.test(text)) return undefined;
  const call = callAround(node, ts);
  const method = call && methodOf(call, ts);
  return { operations: operationsAt(method, text), certainty: method === undefined ? "mentioned" : "called" };
}

/** The call that a URL is handed to, as an argument or as the `url` of its options. */
function callAround(node: ts.Node, ts: TypeScript): ts.CallExpression | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression === node ? undefined : parent;
  if (ts.isNewExpression(parent) && parent.expression.getText() === "URL") return callAround(parent, ts);
  if (ts.isPropertyAssignment(parent) && /^(url|uri|path|pathname)$/.test(parent.name.getText()))
    return callAround(parent.parent, ts);
  return ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) ? callAround(parent, ts) : undefined;
}

/** The method that a call sends; undefined where it does not tell, or sends nothing. */
function methodOf(call: ts.CallExpression, ts: TypeScript): string | undefined {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText();
  const option = call.arguments.map((argument) => methodOption(argument, ts)).find((found) => found !== undefined);
  if (option) return option.text;
  if ((methods as readonly string[]).includes(callee)) return callee;
  return senders.has(callee) ? "get" : undefined;
}

/** Functions that send GET unless an option says otherwise. */
const senders: ReadonlySet<string> = new Set(["fetch", "request", "stream", "axios", "got", "ky"]);

/** The `method` among a call's options; its text is undefined where it is only known at run time. */
function methodOption(argument: ts.Node, ts: TypeScript): { readonly text: string | undefined } | undefined {
  if (!ts.isObjectLiteralExpression(argument)) return undefined;
  for (const property of argument.properties) {
    if (property.name?.getText() !== "method") continue;
    return { text: ts.isPropertyAssignment(property) ? textOf(property.initializer, ts) : undefined };
  }
  return undefined;
}
