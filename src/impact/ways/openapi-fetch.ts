import type ts from "typescript";
import { methods } from "../../contract/contract.ts";
import type { Carrier } from "../flow/known.ts";
import { joinedAddress } from "./address.ts";
import { fetched } from "./fetch.ts";
import { setByHooks } from "./hooks.ts";
import { alwaysSent, memberOf } from "./members.ts";
import { says } from "./says.ts";
import type { Code, Request, Way } from "./way.ts";

/** `createClient<paths>({ baseUrl }).GET("/orders/{id}", { params: { path, query }, body })` */
export const openapiFetchWay: Way = {
  read(call, code) {
    const origin = code.originOf(call.expression);
    if (origin?.module !== "openapi-fetch") return undefined;
    const last = origin.path.at(-1) ?? "";
    const [made] = origin.calls.at(-1)?.arguments ?? [];
    const base = memberOf(made, "baseUrl", code);
    const [first, second, third] = call.arguments;
    const always = alwaysSent(origin, { header: "headers" }, code);
    const added = setByHooks(origin, code);
    if (last === "request" && first)
      return request(code.textsOf(first), { url: second, options: third, base, always, added, code });
    const isMethod = last === last.toUpperCase() && methods.some((method) => method === last.toLowerCase());
    return isMethod ? request(says(last), { url: first, options: second, base, always, added, code }) : undefined;
  },
};

const answered: Carrier = { body: ["data"], inner: { response: fetched } };

function request(
  asking: ReturnType<Code["textsOf"]>,
  asked: {
    readonly url: ts.Expression | undefined;
    readonly options: ts.Expression | undefined;
    readonly base: ts.Expression | undefined;
    readonly always: Request["always"];
    readonly added: Request["added"];
    readonly code: Code;
  },
): Request | undefined {
  const { url, options, base, code, always = [], added = [] } = asked;
  if (url === undefined) return undefined;
  const parameters = memberOf(options, "params", code);
  const [path, query, header] = ["path", "query", "header"].map((name) => memberOf(parameters, name, code));
  const headers = header ?? memberOf(options, "headers", code);
  const body = memberOf(options, "body", code);
  return {
    target: {
      kind: "address",
      methods: asking,
      addresses: joinedAddress(base && code.textsOf(base), code.textsOf(url)),
    },
    sent: {
      ...(path && { path }),
      ...(query && { query }),
      ...(headers && { header: headers }),
      ...(body && { body }),
    },
    always,
    added,
    carrier: answered,
    certainty: "typed",
    node: url,
  };
}
