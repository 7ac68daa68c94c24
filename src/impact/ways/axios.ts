import type ts from "typescript";
import { methods } from "../../contract/contract.ts";
import type { Carrier } from "../flow/known.ts";
import type { Origin } from "../flow/origin.ts";
import { joinedAddress } from "./address.ts";
import { setByHooks } from "./hooks.ts";
import { alwaysSent, memberOf } from "./members.ts";
import { methodTexts } from "./says.ts";
import type { Code, Request, Way } from "./way.ts";

/** `axios.get(url, config)`, `axios(config)` and what `axios.create({ baseURL })` makes. */
export const axiosWay: Way = {
  read(call, code) {
    const origin = code.originOf(call.expression);
    if (origin?.module !== "axios") return undefined;
    const last = origin.path.at(-1);
    const [first, second, third] = call.arguments;
    if (last !== undefined && bodiless.has(last))
      return request({ origin, code, method: last, url: first, config: second });
    if (last !== undefined && withBody.has(last)) {
      return request({ origin, code, method: last, url: first, config: third, body: second });
    }
    if (last !== undefined && !/^(default|request|axios|create|AxiosInstance|Axios)$/.test(last)) return undefined;
    if (last === "create") return undefined;
    const isUrl = first !== undefined && !code.project.ts.isObjectLiteralExpression(first);
    return isUrl ? request({ origin, code, url: first, config: second }) : request({ origin, code, config: first });
  },
};

const withBody: ReadonlySet<string> = new Set(["post", "put", "patch"]);
const bodiless: ReadonlySet<string> = new Set(methods.filter((method) => !withBody.has(method)));

const answered: Carrier = { body: ["data"], headers: ["headers"], status: ["status"] };

function request(asked: {
  readonly origin: Origin;
  readonly code: Code;
  readonly method?: string;
  readonly url?: ts.Expression | undefined;
  readonly config?: ts.Expression | undefined;
  readonly body?: ts.Expression | undefined;
}): Request | undefined {
  const { origin, code, config } = asked;
  const made = origin.calls.flatMap((call) => call.arguments?.[0] ?? []).at(-1);
  const option = (name: string) => memberOf(config, name, code);
  const url = asked.url ?? option("url");
  if (url === undefined) return undefined;
  const base = option("baseURL") ?? memberOf(made, "baseURL", code);
  const method = asked.method === undefined ? option("method") : undefined;
  const [query, header, body] = [option("params"), option("headers"), asked.body ?? option("data")];
  return {
    target: {
      kind: "address",
      methods: methodTexts(method, code, asked.method),
      addresses: joinedAddress(base && code.textsOf(base), code.textsOf(url)),
    },
    sent: { ...(query && { query }), ...(header && { header }), ...(body && { body }) },
    added: setByHooks(origin, code),
    always: alwaysSent(origin, { query: "params", header: "headers" }, code),
    carrier: answered,
    certainty: "called",
    node: url,
  };
}
