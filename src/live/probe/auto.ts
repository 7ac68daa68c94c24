import type { Probe, Vendor } from "../../config/schema.ts";
import type { Operation } from "../../contract/contract.ts";
import { anonymous, find, operationName, operations } from "../../contract/operations.ts";
import { follow } from "../../contract/reference.ts";
import { isObject, type Json, type JsonObject, join } from "../../json.ts";
import type { Checker } from "../conformance/schema.ts";
import type { Unreached } from "../sample.ts";
import { isKey } from "./api-key.ts";
import { pointerTo } from "./auto-list.ts";
import { suggested } from "./auto-value.ts";
import { type Endpoint, endpoint, type Parameter } from "./endpoint.ts";
import type { Side } from "./prepare.ts";
import { isSafe } from "./safety.ts";

/** A vendor's probes: those that are configured, then those that follow from the contract. */
export interface Automatic {
  /** Each has an `id`. */
  readonly probes: readonly Probe[];
  /** The operations of the probes that follow from the contract. */
  readonly derived: readonly Operation[];
  readonly unreached: readonly Unreached[];
}

/**
 * Adds safe probes for operations that no probe is configured for: at most `autoProbes` of them, those with short paths
 * first, always in the same order. A path parameter that picks one of a list gets what the list answers, where the
 * contract makes that evident; one that a configured probe's path begins with gets what that has; all other required
 * parameters get what the contract suggests, and optional ones are left out. Only the pinned contract is asked, so nobody
 * makes us call something by publishing it.
 */
export function automatic(vendor: Vendor, { document, checker }: Side): Automatic {
  const probes = withIds(vendor.probes);
  const ids = new Set(probes.map(({ id }) => id));
  const reached = new Map(probes.toReversed().map((probe) => [nameOf(document, probe), probe]));
  const derived: { readonly operation: Operation; readonly probe: Named }[] = [];
  const unreached: Unreached[] = [];
  for (const operation of shortestFirst(operations(document))) {
    if (reached.has(operationName(operation))) continue;
    const found = parametersFor(operation, { document, checker, auth: vendor.auth, configured: probes, reached });
    if (typeof found === "string") unreached.push({ operation, text: found });
    else if (derived.length === vendor.autoProbes) unreached.push({ operation, text: tooMany(vendor.autoProbes) });
    else {
      const probe = probeOf(operation, found, ids);
      reached.set(operationName(operation), probe);
      derived.push({ operation, probe });
    }
  }
  return {
    probes: [...probes, ...derived.map(({ probe }) => probe)],
    derived: derived.map(({ operation }) => operation),
    unreached,
  };
}

/** A probe that others can take from. */
type Named = Probe & { readonly id: string };

function withIds(probes: readonly Probe[]): Named[] {
  const ids = new Set(probes.map(({ id }) => id));
  return probes.map((probe) => ({ ...probe, id: probe.id ?? freeId(probe.operation, ids) }));
}

/** A name that nothing has yet: `GET-orders-id`. */
function freeId(operation: string, taken: Set<string | undefined>): string {
  const name = operation.replaceAll(/[^A-Za-z\d]+/g, "-").replace(/-$/, "");
  let id = name;
  for (let i = 2; taken.has(id); i += 1) id = `${name}-${i}`;
  taken.add(id);
  return id;
}

/** The name of a probe's operation, as the contract has it. */
function nameOf(document: JsonObject, { operation }: Probe): string {
  const found = find(document, operation);
  return found ? operationName(found.operation) : operation;
}

/** A list comes before what is listed. */
function shortestFirst(listed: readonly Operation[]): Operation[] {
  const length = ({ path }: Operation) => path.split("/").length;
  return listed.toSorted((a, b) => length(a) - length(b));
}

function tooMany(most: number): string {
  return `no more than ${most} probes are made from a contract ("max-auto-probes")`;
}

function probeOf(operation: Operation, parameters: Probe["parameters"], ids: Set<string | undefined>): Named {
  const name = operationName(operation);
  return { id: freeId(name, ids), operation: name, parameters, headers: {}, samples: 1, pages: 1, unsafe: false };
}

interface Known {
  readonly document: JsonObject;
  readonly checker: Checker;
  readonly auth: Vendor["auth"];
  readonly configured: readonly Probe[];
  /** Probes by the operation that they reach. */
  readonly reached: ReadonlyMap<string, Named>;
}

/** The parameters of a probe for the operation; or why there is none. */
function parametersFor(operation: Operation, known: Known): Probe["parameters"] | string {
  const described = endpoint(known.document, operation);
  if (!described) return "the contract cannot be read there";
  const unfit = unfitness(described);
  if (unfit !== undefined) return unfit;
  const given = new Map([...fromConfigured(operation, known), ...fromList(operation, known)]);
  const required = described.parameters.filter((parameter) => parameter.required && !isKey(parameter, known.auth));
  const values = new Map<string, Json | undefined>([
    ...templateNames(operation.path).map((name) => [name, undefined] as const),
    ...required.map((parameter) => [parameter.name, valueFor(parameter, given, known)] as const),
  ]);
  const missing = [...values].filter(([, value]) => value === undefined).map(([name]) => `"${name}"`);
  if (missing.length > 0) return `it needs a value for ${missing.join(" and ")}`;
  return Object.fromEntries(values) as Probe["parameters"];
}

function unfitness({ document, operation, node, written }: Endpoint): string | undefined {
  if (!isSafe(operation.method)) return "it is not safe";
  if (node.deprecated === true) return "it is deprecated";
  const body = follow(document, node.requestBody ?? null, join(written, "requestBody"));
  return "node" in body && isObject(body.node) && body.node.required === true ? "it needs a body" : undefined;
}

function valueFor(parameter: Parameter, given: ReadonlyMap<string, Json>, { document, checker }: Known) {
  const found = parameter.in === "path" ? given.get(parameter.name) : undefined;
  return found ?? suggested(document, parameter, checker.request);
}

/**
 * Values that configured probes give to the beginning of a path that they share: the same owner, the same shop. Of
 * several probes, the one that shares most.
 */
function fromConfigured({ path }: Operation, { configured }: Known): ReadonlyMap<string, Json> {
  const found = configured.map((probe) => shared(commonStart(path, probe.operation.replace(/^\S+ /, "")), probe));
  return new Map(found.toSorted((a, b) => b.length - a.length)[0]);
}

/** The segments that two paths begin with, whatever they call their parameters, as the first has them. */
function commonStart(path: string, other: string): string {
  const [segments, others] = [path.split("/"), other.split("/").map(anonymous)];
  const end = segments.findIndex((segment, i) => anonymous(segment) !== others[i]);
  return segments.slice(0, end < 0 ? segments.length : end).join("/");
}

/**
 * Values of path parameters that a list gives: its own for the path that both share, and what it answers for the one
 * that picks. Of several lists, the one with the longest path.
 */
function fromList({ path }: Operation, { document, reached }: Known): ReadonlyMap<string, Json> {
  const segments = path.split("/");
  for (const [i, segment] of [...segments.entries()].reverse()) {
    const [, parameter] = /^\{([^{}]*)\}$/.exec(segment) ?? [];
    const list = find(document, `GET ${segments.slice(0, i).join("/") || "/"}`);
    const probe = list && reached.get(operationName(list.operation));
    const described = list && endpoint(document, list.operation);
    const pointer = parameter !== undefined && probe && described ? pointerTo(parameter, described) : undefined;
    if (parameter === undefined || !probe || pointer === undefined) continue;
    return new Map([...shared(path, probe), [parameter, `$steps.${probe.id}.response.body#${pointer}`]]);
  }
  return new Map();
}

/** What a list's probe gives to the parameters of its path, by what the longer path calls them. */
function shared(path: string, list: Probe): [string, Json][] {
  const names = templateNames(path);
  return templateNames(list.operation).flatMap((asked, i): [string, Json][] => {
    const [name, value] = [names[i], list.parameters[asked]];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
}
