import type ts from "typescript";
import type { Carrier } from "../flow/known.ts";
import { joinedAddress } from "./address.ts";
import { memberOf, objectOf } from "./members.ts";
import { methodTexts } from "./says.ts";
import type { Code, Request, Way } from "./way.ts";

/** `https.request(url, options, callback)`, `https.get(options, callback)` of Node.js, also of `http`. */
export const nodeHttpWay: Way = {
  read(call, code) {
    const origin = code.originOf(call.expression);
    const last = origin?.path.at(-1);
    if (origin === undefined || !/^(node:)?https?$/.test(origin.module) || !/^(get|request)$/.test(last ?? ""))
      return undefined;
    const [first, second] = call.arguments;
    const whole = objectOf(first, code);
    const handler = call.arguments.slice(1).find((given) => code.functionOf(given) !== undefined);
    const request = whole ? ofOptions(whole, code) : first && ofUrl(first, second, code);
    return request && { ...request, ...(handler && { handler }) };
  },
};

/** Its body comes in pieces, which nobody can follow. */
const answered: Carrier = { headers: ["headers"], status: ["statusCode"] };

function ofUrl(url: ts.Expression, options: ts.Expression | undefined, code: Code): Request {
  const header = memberOf(options, "headers", code);
  return {
    target: {
      kind: "address",
      methods: methodTexts(memberOf(options, "method", code), code),
      addresses: code.textsOf(url),
    },
    sent: { ...(header && { header }) },
    carrier: answered,
    certainty: "called",
    node: url,
  };
}

function ofOptions(options: ts.Expression, code: Code): Request | undefined {
  const path = memberOf(options, "path", code);
  if (path === undefined) return undefined;
  const host = memberOf(options, "hostname", code) ?? memberOf(options, "host", code);
  const hosts =
    host && code.textsOf(host).map((one) => ({ ...one, text: one.text === "{}" ? "{}" : `https://${one.text}` }));
  const header = memberOf(options, "headers", code);
  return {
    target: {
      kind: "address",
      methods: methodTexts(memberOf(options, "method", code), code),
      addresses: joinedAddress(hosts, code.textsOf(path)),
    },
    sent: { ...(header && { header }) },
    carrier: answered,
    certainty: "called",
    node: path,
  };
}
