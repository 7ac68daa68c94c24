import type { Operation } from "../../contract/contract.ts";
import type { FoundOperation } from "../../contract/operations.ts";
import type { JsonObject } from "../../json.ts";
import type { Met } from "../conformance/deviation.ts";
import { examine } from "../conformance/index.ts";
import { checker } from "../conformance/schema.ts";
import { type Endpoint, endpoint } from "../probe/endpoint.ts";
import { content } from "../redact/content.ts";
import type { LiveRuleId } from "../rules.ts";
import type { RawAnswer } from "../transport/reply.ts";
import type { Recorded } from "./recorded.ts";
import { type Route, router, type Stray } from "./router.ts";

/** What a contract says of a recorded exchange. */
export type Held =
  | ({ readonly kind: "stray" } & Stray)
  /** It was not answered, so nothing can be said. */
  | { readonly kind: "failed"; readonly host: Route["host"]; readonly code: string }
  | {
      readonly kind: "held";
      readonly operation: Operation;
      readonly host: Route["host"];
      readonly status: number;
      /** Whether the contract documents the status. */
      readonly documented: boolean;
      readonly met: readonly Met[];
      /** Whether the recording does not have the whole body, so that only the rest of the answer was held. */
      readonly isPart: boolean;
    };

/**
 * Holds recorded exchanges against a contract, one at a time. Schemas are compiled as answers reach them.
 * @throws CouldNotCheckError (DP4001) for a schema that cannot be compiled
 */
export async function holder(document: JsonObject): Promise<(exchange: Recorded) => Held> {
  const check = await checker(document);
  const route = router(document);
  const endpoints = new Map<FoundOperation, Endpoint | undefined>();
  const endpointOf = (found: FoundOperation) => {
    const known = endpoints.get(found) ?? endpoint(document, found.operation);
    endpoints.set(found, known);
    return known;
  };
  return (exchange) => {
    const { request, reply, isRedacted } = exchange;
    const found = route(request.method, request.url);
    if ("because" in found) return { kind: "stray", ...found };
    const at = endpointOf(found.operation);
    const { operation } = found.operation;
    const { answer } = reply;
    if (answer.kind === "failure" || !at)
      return { kind: "failed", host: found.host, code: "code" in answer ? answer.code : "" };
    const body = bodyOf(exchange, answer);
    const { documented, met, isPart } = examine(at, { answer, content: body }, check);
    return {
      kind: "held",
      operation,
      host: found.host,
      status: answer.status,
      documented,
      met: isRedacted ? met.filter(({ deviation }) => !ofValues.has(deviation.rule)) : met,
      isPart: isPart && request.method !== "HEAD",
    };
  };
}

/** JSON that can be read is all there, whatever its size is said to be: recorders count in other units. */
function bodyOf({ request, isWhole }: Recorded, answer: RawAnswer) {
  if (request.method === "HEAD") return { kind: "unknown" } as const;
  const body = content(answer);
  return isWhole || body.kind === "json" ? body : ({ kind: "unknown" } as const);
}

/** What only values show, and placeholders do not. */
const ofValues: ReadonlySet<string> = new Set<LiveRuleId>([
  "response-property-enum-value-undocumented",
  "response-property-alternative-undocumented",
  "response-property-constraint-violated",
  "response-header-mismatch",
]);
