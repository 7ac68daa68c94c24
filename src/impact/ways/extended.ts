import type ts from "typescript";
import { methods } from "../../contract/contract.ts";
import { firstOf } from "../flow/first-of.ts";
import type { Carrier } from "../flow/known.ts";
import { joinedAddress } from "./address.ts";
import { setByHooks } from "./hooks.ts";
import { alwaysSent, memberOf, objectOf } from "./members.ts";
import { methodTexts } from "./says.ts";
import type { Code, Request, Way } from "./way.ts";

/** A library whose clients are called by themselves or by a method's name, and make others with more defaults. */
export interface Extended {
  readonly module: string;
  /** Options that hold the base of an address. */
  readonly bases: readonly string[];
  /** What it hands over, by what is called and what is asked for. */
  readonly carrier: (last: string, option: (name: string) => ts.Expression | undefined) => Carrier;
  /** What is called beside a client and its methods by name, the last member first. */
  readonly others?: RegExp;
}

/** How code calls such a library: `client(url, options)`, `client({ url })`, `client.post(url, options)`. */
export function extendedWay({ module, bases, carrier, others }: Extended): Way {
  return {
    read(call, code) {
      const origin = code.originOf(call.expression);
      const last = origin?.path.at(-1) ?? "default";
      if (origin?.module !== module || (isMaking(last) && origin.calls.length === 0)) return undefined;
      const method = isMethod(last) ? last : undefined;
      if (!method && !isClient(last, module) && !others?.test(last)) return undefined;
      const [first, second] = call.arguments;
      const whole = objectOf(first, code);
      const defaults = origin.calls.flatMap((made) => made.arguments?.[0] ?? []).toReversed();
      const given = [...(whole ? [whole] : []), ...(second ? [second] : []), ...defaults];
      const option = (name: string) => firstOf(given, (options) => memberOf(options, name, code));
      const url = whole ? memberOf(whole, "url", code) : first;
      const always = alwaysSent(origin, { query: "searchParams", header: "headers" }, code);
      const added = setByHooks(origin, code);
      return url && request(url, { option, bases, method, code, always, added, carrier: carrier(last, option) });
    },
  };
}

function isMethod(name: string): boolean {
  return methods.some((method) => method === name);
}

function isMaking(name: string): boolean {
  return name === "extend" || name === "create";
}

function isClient(last: string, module: string): boolean {
  return last === "default" || last === module || isMaking(last) || /^(Got|KyInstance|ExtendOptions)$/.test(last);
}

function request(
  url: ts.Expression,
  asked: {
    readonly option: (name: string) => ts.Expression | undefined;
    readonly bases: readonly string[];
    readonly method: string | undefined;
    readonly code: Code;
    readonly always: Request["always"];
    readonly added: Request["added"];
    readonly carrier: Carrier;
  },
): Request {
  const { option, code, carrier, always = [], added = [] } = asked;
  const base = firstOf(asked.bases, option);
  const method = asked.method === undefined ? option("method") : undefined;
  const [query, header] = [option("searchParams"), option("headers")];
  const body = option("json") ?? option("body");
  return {
    target: {
      kind: "address",
      methods: methodTexts(method, code, asked.method),
      addresses: joinedAddress(base && code.textsOf(base), code.textsOf(url)),
    },
    sent: { ...(query && { query }), ...(header && { header }), ...(body && { body }) },
    always,
    added,
    carrier,
    certainty: "called",
    node: url,
  };
}
