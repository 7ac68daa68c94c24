import type { Description } from "../contract/contract.ts";
import type { Successors } from "../contract/successors.ts";
import type { Undecided } from "../drift/finding.ts";
import { instancePlace } from "../drift/instance-place.ts";
import { at, join, tokens } from "../json.ts";
import type { Specimen } from "../live/sample.ts";
import { parameterOf } from "./parameters.ts";
import type { Subject } from "./use.ts";

/** The contract before and after; the latter where the vendor's description could be had. */
export interface Contracts {
  readonly pinned: Description;
  readonly published: Description | undefined;
  /** What the vendor says comes after operations, where that is no part of the published contract. */
  readonly successors?: Successors | undefined;
  /** What the vendor answers now, where the published contract changes that. */
  readonly specimens?: readonly Specimen[] | undefined;
}

/** What of an operation a drift is about. Where it is about all of it, that is the call. */
export function aboutOf({ pointer, instancePath, base }: Undecided, contracts: Contracts): Subject {
  const [, path = "", ...below] = tokens(pointer);
  const [method = "", part, ...rest] = below[0] === "parameters" ? ["", ...below] : below;
  if (part === "parameters") {
    const listed = method === "" ? join("/paths", path) : join("/paths", path, method);
    return parameterAt(join(listed, "parameters", rest[0] ?? ""), base, contracts) ?? call;
  }
  if (part === "requestBody")
    return rest[2] === "schema" ? { kind: "request", pointer: instance(rest.slice(3)) } : call;
  if (part !== "responses") return instancePath === undefined ? call : { kind: "response", pointer: instancePath };
  return inResponse(rest, instancePath);
}

const call: Subject = { kind: "call" };

function inResponse([, member, name, schema, ...below]: readonly string[], instancePath: string | undefined): Subject {
  if (instancePath !== undefined) return { kind: "response", pointer: instancePath };
  if (member === "headers" && name !== undefined) return { kind: "response-header", name: name.toLowerCase() };
  if (member === "content" && schema === "schema") return { kind: "response", pointer: instance(below) };
  return member === undefined ? { kind: "status" } : call;
}

function instance(schema: readonly string[]): string {
  return instancePlace(schema).instancePath;
}

/** A parameter that only the published contract has is found there. */
function parameterAt(pointer: string, base: string | undefined, { pinned, published }: Contracts): Subject | undefined {
  const isPinned = base !== undefined && /\/parameters\//.test(base);
  const documents = isPinned ? [pinned, published] : [published, pinned];
  for (const { document } of documents.flatMap((one) => one ?? [])) {
    const listed = at(document, pointer);
    const parameter = listed === undefined ? undefined : parameterOf(listed, document);
    if (parameter) return parameter;
  }
  return undefined;
}
