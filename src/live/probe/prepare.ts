import type { Probe, Vendor } from "../../config/schema.ts";
import { methods, type Operation } from "../../contract/contract.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Checker } from "../conformance/schema.ts";
import type { Team } from "../redact/team.ts";
import type { Refusal, Sample, Violation } from "../sample.ts";
import { credentials, refuseUnauthenticated } from "./auth.ts";
import { writeBody } from "./body.ts";
import { type Endpoint, endpoint, type Parameter } from "./endpoint.ts";
import { buildRequest, type Request, violations } from "./request.ts";
import { refuseUnsafe } from "./safety.ts";
import { firstServer, placeOfServer } from "./server.ts";
import { refuseWithoutToken, type Tokens } from "./tokens.ts";

/** A contract that probes are held against. */
export interface Side {
  readonly document: Endpoint["document"];
  readonly checker: Checker;
}

/** What one contract says of a probe. */
export interface Held {
  readonly side: Side;
  /** Absent where the contract does not have the operation. */
  readonly endpoint: Endpoint | undefined;
  readonly violations: readonly Violation[];
}

/** What it takes to go on to further pages. */
export interface Paging {
  readonly pages: number;
  /** All that the contracts know. */
  readonly parameters: readonly Parameter[];
  /** Names of the query parameters that authenticate. */
  readonly keys: readonly string[];
}

/** A probe that may be sent. */
export interface Ready {
  readonly kind: "ready";
  readonly operation: Operation;
  /** What tells the probe from others, as it is configured (see `probeHash`). */
  readonly probe?: string;
  readonly samples: number;
  readonly request: Request;
  /** Absent where only one page is wanted. */
  readonly paging?: Paging;
  readonly secrets: readonly string[];
  /** Values of earlier answers that are sent: they are shown to nobody. */
  readonly taken?: readonly string[];
  /** What the team calls secret beside them. */
  readonly team?: Team;
  readonly server: Sample["server"];
  readonly pinned: Held;
  readonly published: Held | undefined;
}

/**
 * Makes a probe ready to be sent, or says why it is not, before any probe is sent. Only a token may be fetched for it,
 * once nothing else stands in its way.
 */
export async function prepare(
  probe: Probe,
  vendor: Vendor,
  sides: { readonly pinned: Side; readonly published: Side | undefined },
  env: Runtime["env"],
  tokens?: Tokens,
): Promise<Ready | (Refusal & { readonly kind: "refusal" })> {
  const asked = operationOf(probe);
  const pinned = hold(sides.pinned, asked, probe, vendor);
  const published = sides.published && hold(sides.published, asked, probe, vendor);
  const operation = pinned.endpoint?.operation ?? published?.endpoint?.operation ?? asked;
  const server = vendor.server ?? firstServer(sides.pinned.document);
  const found = credentials(vendor.auth, env);
  const refusal =
    refuseUnsafe(operation, probe, vendor) ??
    refuseViolations(operation, pinned, published) ??
    (server === undefined ? refuseHomeless(operation) : undefined);
  if (refusal) return { kind: "refusal", ...refusal };
  if (!found || server === undefined) return { kind: "refusal", ...refuseUnauthenticated(vendor.auth, operation, env) };
  const token = await tokens?.current();
  if (token?.kind === "none") return { kind: "refusal", ...refuseWithoutToken(operation, token) };
  const parameters = parametersOf(pinned, published);
  const body = await writeBody(describing(pinned, published), probe);
  return {
    kind: "ready",
    operation,
    samples: probe.samples,
    request: buildRequest(server, asked, parameters, probe, found, body),
    ...(probe.pages > 1 && { paging: { pages: probe.pages, parameters, keys: Object.keys(found.query) } }),
    secrets: found.secrets,
    server: placeOfServer(sides.pinned.document, server),
    pinned,
    published,
  };
}

function operationOf({ operation }: Probe): Operation {
  const [name = "", path = ""] = operation.split(" ", 2);
  const method = methods.find((known) => known === name.toLowerCase()) ?? "get"; // the configuration allows no other
  return { method, path };
}

function hold(side: Side, operation: Operation, probe: Probe, { auth }: Vendor): Held {
  const found = endpoint(side.document, operation);
  const missing = { pointer: "/paths", text: "the contract does not have the operation" };
  return { side, endpoint: found, violations: found ? violations(found, probe, auth, side.checker) : [missing] };
}

/** Those of the pinned contract, and what only the published one knows. */
function parametersOf(pinned: Held, published: Held | undefined): readonly Parameter[] {
  const { parameters } = pinned.endpoint ?? { parameters: [] };
  const known = new Set(parameters.map(({ name }) => name));
  return [...parameters, ...(published?.endpoint?.parameters ?? []).filter(({ name }) => !known.has(name))];
}

/** The pinned contract says how a body is written, but where it does not know that there is one. */
function describing(pinned: Held, published: Held | undefined): Endpoint | undefined {
  return [pinned, published].find((held) => held?.violations.length === 0)?.endpoint ?? pinned.endpoint;
}

/** What only the published contract knows is sent: then the answer tells whether it is live. */
function refuseViolations(operation: Operation, pinned: Held, published: Held | undefined): Refusal | undefined {
  if (pinned.violations.length === 0 || published?.violations.length === 0) return undefined;
  return {
    operation,
    cause: "request",
    text: pinned.violations.map(({ text }) => text).join("; "),
    todo: "Correct the probe in the configuration.",
  };
}

function refuseHomeless(operation: Operation): Refusal {
  return {
    operation,
    cause: "consumer",
    text: "there is no server to send it to: the contract names none with a full URL",
    todo: `Give the vendor a "server".`,
  };
}
