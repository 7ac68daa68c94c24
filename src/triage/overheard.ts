import type { Vendor } from "../config/schema.ts";
import type { Baseline, Operation } from "../contract/contract.ts";
import type { JsonObject } from "../json.ts";
import { checker } from "../live/conformance/schema.ts";
import { observe } from "../live/observe.ts";
import { endpoint } from "../live/probe/endpoint.ts";
import type { Held } from "../live/probe/prepare.ts";
import type { Request } from "../live/probe/request.ts";
import { violations } from "../live/probe/request.ts";
import { placeOfServer } from "../live/probe/server.ts";
import { secretsOf } from "../live/recording/write-exchange.ts";
import type { Team } from "../live/redact/team.ts";
import type { Sample } from "../live/sample.ts";
import type { Reply } from "../live/transport/reply.ts";
import type { Runtime } from "../runtime/index.ts";
import type { Case } from "./case.ts";
import { asProbe, configured, pathOf } from "./sent.ts";

/** An exchange that others had with a vendor: overheard, or recorded. Holds secrets. */
export interface Overheard {
  readonly vendor: string;
  readonly request: Request;
  readonly reply: Reply;
  readonly operation: Operation;
  /** Whether the contract has the operation; undefined without a contract. */
  readonly known: boolean | undefined;
  readonly contract: JsonObject | undefined;
  readonly baseline?: Baseline;
  readonly team?: Team;
  /** Of a recording: whether it has the whole body, and whether that has placeholders. */
  readonly isWhole?: boolean;
  readonly isRedacted?: boolean;
}

/** What triage can look at in it, without its secrets and values. Nobody is asked any more. */
export async function caseOf(overheard: Overheard, clock: Runtime["clock"]): Promise<Case> {
  const { request, reply, operation, contract, baseline, team } = overheard;
  const { vendor, env } = await configured(overheard.vendor, request);
  const ready = {
    kind: "ready",
    operation,
    samples: 1,
    request,
    secrets: secretsOf(request),
    ...(team && { team }),
    server: contract
      ? placeOfServer(contract, request.url.origin + pathOf(operation.path, request.url).base)
      : "unnamed",
    pinned: await hold(overheard, vendor),
    published: undefined,
  } as const;
  const sample = sizedAs(overheard, observe(ready, reply));
  return {
    vendor,
    runtime: { env, clock },
    sample,
    samples: [sample],
    ...(contract && { pinned: { document: contract, texts: [], bundled: {} } }),
    ...(baseline && { baseline }),
  };
}

/** Nobody knows how long a body was of which there is only a part, or a form. */
function sizedAs({ isWhole = true, isRedacted = false }: Overheard, sample: Sample): Sample {
  const { exchange } = sample;
  if ((isWhole && !isRedacted) || exchange.answer.kind === "failure") return sample;
  const { size: _, ...answer } = exchange.answer;
  return { ...sample, exchange: { ...exchange, answer } };
}

async function hold({ contract, request, operation, known }: Overheard, { auth }: Vendor): Promise<Held> {
  const document = contract ?? {};
  const side = { document, checker: await checker(document) };
  const found = known === true ? endpoint(document, operation) : undefined;
  const unknown = { pointer: "/paths", text: "the contract does not have the operation" };
  if (!found) return { side, endpoint: undefined, violations: known === false ? [unknown] : [] };
  // A body that was streamed is not known, so nothing can be said of it.
  const { requestBody, ...node } = found.node;
  const asked = request.body ? found : { ...found, node };
  return {
    side,
    endpoint: found,
    violations: violations(asked, asProbe(request, operation, found), auth, side.checker),
  };
}
