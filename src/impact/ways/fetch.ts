import type ts from "typescript";
import type { Carrier } from "../flow/known.ts";
import type { Origin } from "../flow/origin.ts";
import { memberOf } from "./members.ts";
import { methodTexts } from "./says.ts";
import type { Code, Way } from "./way.ts";

/** `fetch(url, { method, headers, body })`: the global function, or one of the packages that hand it on. */
export const fetchWay: Way = {
  read(call, code) {
    const [url, options] = call.arguments;
    if (url === undefined || !isFetch(call.expression, code)) return undefined;
    const method = memberOf(options, "method", code);
    const body = memberOf(options, "body", code);
    const headers = memberOf(options, "headers", code);
    return {
      target: {
        kind: "address",
        methods: methodTexts(method, code),
        addresses: code.textsOf(url),
      },
      sent: { ...(headers && { header: headers }), ...(body && { body }) },
      hasNoDefaults: true,
      carrier: fetched,
      certainty: "called",
      node: url,
    };
  },
};

/** The Fetch standard's `Response`. */
export const fetched: Carrier = { json: ["json"], headers: ["headers"], status: ["status", "ok"] };

const packages: ReadonlySet<string> = new Set([
  "undici",
  "node-fetch",
  "cross-fetch",
  "isomorphic-fetch",
  "node-fetch-native",
]);

function isFetch(callee: ts.Expression, { project: { ts, checker, sources }, originOf }: Code): boolean {
  const origin = originOf(callee);
  if (origin) return packages.has(origin.module) && isItsFetch(origin);
  const name =
    ts.isPropertyAccessExpression(callee) && /^(globalThis|window|self)$/.test(callee.expression.getText())
      ? callee.name
      : callee;
  if (!ts.isIdentifier(name) || name.text !== "fetch") return false;
  // Not one of the team's own making.
  const declarations = checker.getSymbolAtLocation(name)?.declarations ?? [];
  return !declarations.some(
    (declaration) => sources.includes(declaration.getSourceFile()) && !ts.isParameter(declaration),
  );
}

/** undici exports other ways of calling beside it; the others are `fetch` itself. */
function isItsFetch({ module, path, calls }: Origin): boolean {
  const last = path.at(-1);
  return calls.length === 0 && (last === "fetch" || (module !== "undici" && (last ?? "default") === "default"));
}
