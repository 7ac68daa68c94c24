import type ts from "typescript";
import type { Carrier } from "../flow/known.ts";
import type { Origin } from "../flow/origin.ts";
import { joinedAddress } from "./address.ts";
import { memberOf, objectOf } from "./members.ts";
import { methodTexts } from "./says.ts";
import type { Code, Request, Way } from "./way.ts";

/** `request(url, options)` and `stream` of undici, and the same methods of its clients, pools and agents. */
export const undiciWay: Way = {
  read(call, code) {
    const origin = code.originOf(call.expression);
    const last = origin?.path.at(-1);
    if (origin?.module !== "undici" || (last !== "request" && last !== "stream")) return undefined;
    const request = isMethod(origin) ? ofClient(call, origin, code) : ofModule(call, code);
    return request && (last === "stream" ? { ...request, ...piecewise(call) } : request);
  },
};

const answered: Carrier = { inner: { body: { json: ["json"] } }, headers: ["headers"], status: ["statusCode"] };

/** Given to the function that makes the stream; what flows through that is nobody's to follow. */
function piecewise({ arguments: given }: ts.CallExpression): Pick<Request, "carrier" | "handler"> {
  const handler = given.at(-1);
  return { carrier: { headers: ["headers"], status: ["statusCode"] }, ...(handler && { handler }) };
}

function isMethod({ path, calls }: Origin): boolean {
  return (
    calls.length > 0 || path.slice(0, -1).some((name) => /^(Client|Pool|BalancedPool|Agent|\w*Dispatcher)$/.test(name))
  );
}

/** `request(url, { method, query, headers, body })` */
function ofModule({ arguments: [url, options] }: ts.CallExpression, code: Code): Request | undefined {
  if (url === undefined) return undefined;
  const whole = objectOf(url, code);
  if (whole) return request(whole, code, memberOf(whole, "origin", code));
  return { ...sending(options, code), target: target(options, code, code.textsOf(url)), node: url };
}

/** `new Client(origin).request({ path, method, query, headers, body })` */
function ofClient({ arguments: [options] }: ts.CallExpression, origin: Origin, code: Code): Request | undefined {
  const [made] = origin.calls.at(-1)?.arguments ?? [];
  const isAddress = made !== undefined && objectOf(made, code) === undefined;
  return request(options, code, memberOf(options, "origin", code) ?? (isAddress ? made : undefined));
}

function request(options: ts.Expression | undefined, code: Code, base: ts.Expression | undefined): Request | undefined {
  const path = memberOf(options, "path", code);
  if (path === undefined) return undefined;
  const addresses = joinedAddress(base && code.textsOf(base), code.textsOf(path));
  return { ...sending(options, code), target: target(options, code, addresses), node: path };
}

function target(
  options: ts.Expression | undefined,
  code: Code,
  addresses: ReturnType<Code["textsOf"]>,
): Request["target"] {
  const method = memberOf(options, "method", code);
  return { kind: "address", methods: methodTexts(method, code), addresses };
}

function sending(
  options: ts.Expression | undefined,
  code: Code,
): Pick<Request, "sent" | "hasNoDefaults" | "carrier" | "certainty"> {
  const [query, header, body] = ["query", "headers", "body"].map((name) => memberOf(options, name, code));
  return {
    sent: { ...(query && { query }), ...(header && { header }), ...(body && { body }) },
    hasNoDefaults: true,
    carrier: answered,
    certainty: "called",
  };
}
