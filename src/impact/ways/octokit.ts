import type ts from "typescript";
import type { Carrier } from "../flow/known.ts";
import type { Origin } from "../flow/origin.ts";
import { joinedAddress } from "./address.ts";
import { memberOf, objectOf } from "./members.ts";
import { methodTexts, says } from "./says.ts";
import type { Address, Code, Request, Target, Way } from "./way.ts";

/**
 * `octokit.rest.issues.create(parameters)` by operation id, also without `rest`; `octokit.request("GET /…", parameters)`;
 * `octokit.paginate` and `paginate.iterator` of either. What GraphQL asks for is in no OpenAPI contract.
 */
export const octokitWay: Way = {
  read(call, code) {
    const origin = code.originOf(call.expression);
    if (origin === undefined || !isOctokit(origin)) return undefined;
    const [last, before] = asked(origin);
    if (last === "graphql" || before === "graphql") return graphql(call, origin, code);
    if (last === "paginate" || (before === "paginate" && last === "iterator"))
      return paginated(call, last, origin, code);
    const [first, second] = call.arguments;
    if (last === "request") return first && request(first, second, origin, code);
    const id = idOf(origin);
    return id === undefined
      ? undefined
      : { ...sending(first, code), target: id(first, code), node: nameOf(call, code) };
  },
};

const modules = /^(octokit|@octokit\/[\w-]+|@actions\/github|probot)$/;

function isOctokit({ module, path }: Origin): boolean {
  return modules.test(module) && !/^@octokit\/(webhooks|openapi)/.test(module) && path.length > 0;
}

/** The last members of the way, the last first; `request.defaults({ … })` makes another `request`. */
function asked({ path }: Origin): string[] {
  const reversed = path.toReversed();
  return reversed[0] === "defaults" ? reversed.slice(1) : reversed;
}

/** `rest.issues.create` and `issues.create`, of an `octokit`. */
function idOf({ path, calls }: Origin): ((parameters: ts.Expression | undefined, code: Code) => Target) | undefined {
  const [name, area, holder] = path.toReversed();
  if (name === undefined || area === undefined || holder === undefined) return undefined;
  const isMember = /^(rest|octokit|github|default|Octokit|getOctokit|ProbotOctokit)$/.test(holder);
  if (!isMember || /^(rest|octokit|log|hook|webhooks|defaults|plugin|octokit)$/.test(area)) return undefined;
  return (parameters, code) => ({ kind: "id", id: `${area}/${name}`, bases: basesOf({ calls }, parameters, code) });
}

/** Where a call or its client is told to go; GitHub itself, if nothing is said. */
function basesOf(
  { calls }: Pick<Origin, "calls">,
  parameters: ts.Expression | undefined,
  code: Code,
): ReturnType<Code["textsOf"]> {
  const given = [...calls.flatMap((call) => call.arguments ?? []), ...(parameters ? [parameters] : [])];
  const base = given.map((options) => memberOf(options, "baseUrl", code)).findLast((found) => found !== undefined);
  return base ? code.textsOf(base) : says("https://api.github.com");
}

/** `request("GET /repos/{owner}/{repo}", parameters)` or `request({ method, url, … })` */
function request(
  first: ts.Expression,
  parameters: ts.Expression | undefined,
  origin: Origin,
  code: Code,
): Request | undefined {
  const options = objectOf(first, code);
  const url = options ? memberOf(options, "url", code) : first;
  if (url === undefined) return undefined;
  const own = options ?? parameters;
  const bases = basesOf(origin, own, code);
  const method = memberOf(own, "method", code);
  const addresses = code.textsOf(url).flatMap((one) => named(one, bases));
  return {
    ...sending(own, code),
    target: { kind: "address", methods: methodTexts(method, code), addresses },
    node: url,
  };
}

/** `GET /orders` is a method and a path. */
function named(given: Address, bases: ReturnType<Code["textsOf"]>): Address[] {
  const [, method, path = given.text] = /^(?:([A-Za-z]+) )?(.*)$/.exec(given.text) ?? [];
  const whole = joinedAddress(bases, [{ ...given, text: path }]);
  return whole.map((address) => (method === undefined ? address : { ...address, method }));
}

function sending(parameters: ts.Expression | undefined, code: Code): Pick<Request, "sent" | "carrier" | "certainty"> {
  const header = memberOf(parameters, "headers", code);
  return {
    sent: { ...(parameters && { any: parameters }), ...(header && { header }) },
    carrier: answered,
    certainty: "typed",
  };
}

const answered: Carrier = { body: ["data"], headers: ["headers"], status: ["status"] };

/** `paginate(operation, parameters, map?)` gives the items of all pages, or what `map` makes of each page's answer. */
function paginated(call: ts.CallExpression, last: string, origin: Origin, code: Code): Request | undefined {
  const [operation, parameters, third] = call.arguments;
  if (operation === undefined) return undefined;
  const listed = code.originOf(operation);
  const id = listed && isOctokit(listed) ? idOf(listed) : undefined;
  const one = id
    ? { ...sending(parameters, code), target: id(parameters, code), node: operation }
    : request(operation, parameters, origin, code);
  if (one === undefined) return undefined;
  if (last === "iterator") return { ...one, lists: 1 };
  const map = [parameters, third].find((given) => given && code.functionOf(given) !== undefined);
  return map ? { ...one, handler: map } : { ...one, carrier: { isItems: true } };
}

function graphql({ expression: node }: ts.CallExpression, origin: Origin, code: Code): Request {
  const target: Target = { kind: "uncovered", why: "graphql", bases: basesOf(origin, undefined, code) };
  return { target, sent: {}, carrier: {}, certainty: "called", node };
}

/** `create` of `octokit.rest.issues.create` */
function nameOf({ expression }: ts.CallExpression, { project: { ts } }: Code): ts.Node {
  return ts.isPropertyAccessExpression(expression) ? expression.name : expression;
}
