import { conformance, type Received } from "./conformance/index.ts";
import type { Answer, Exchange, Failure } from "./exchange.ts";
import { type Hint, hintsOf, sayingOf } from "./hints.ts";
import type { Held, Ready } from "./probe/prepare.ts";
import type { Seen } from "./protocol/fact.ts";
import { protocolOf } from "./protocol/index.ts";
import { redactConnection } from "./redact/connection.ts";
import { type Content, content } from "./redact/content.ts";
import { withoutWords } from "./redact/free-text.ts";
import { type Redactor, redactor } from "./redact/index.ts";
import { withoutTaken } from "./redact/taken.ts";
import type { Team } from "./redact/team.ts";
import type { Fit, Sample } from "./sample.ts";
import { describedShape } from "./shape/described.ts";
import { infer } from "./shape/index.ts";
import { linkedSuccessor } from "./successor.ts";
import type { RawAnswer, RawFailure, Reply } from "./transport/reply.ts";

/** Reads a reply, holds it against the contracts, and keeps only what is no secret and nobody's data. */
export function observe(ready: Ready, reply: Reply): Sample {
  const { probe, secrets, team, server, pinned, published } = ready;
  const received = reply.answer.kind === "answer" ? receive(reply.answer, secrets, team) : undefined;
  const shape = received && describedShape(received, pinned.endpoint);
  const successor = received && linkedSuccessor(received.answer, (reply.request ?? ready.request).url);
  return {
    exchange: exchangeOf(ready, reply, received),
    ...(probe !== undefined && { probe }),
    pinned: fitOf(pinned, received),
    ...(published && { published: fitOf(published, received) }),
    server,
    ...(shape && { shape }),
    ...(successor && { successor: redaction(ready).url(successor) }),
    protocol: received ? protocolOf(seenIn(ready, reply, received), redaction(ready).text) : {},
  };
}

function seenIn({ request }: Ready, reply: Reply, { answer, content: body }: Received): Seen {
  const { status, headers, connection } = answer;
  const isStandIn = reply.request !== undefined;
  return { status, headers, content: body, request, startedAt: reply.startedAt, isStandIn, connection };
}

/** An exchange without its secrets and its values. */
export function exchangeOf(
  { operation, request, ...secrecy }: Pick<Ready, "operation" | "request" | "secrets" | "taken" | "team">,
  { answer, startedAt, durationMs }: Reply,
  received: Received | undefined,
): Exchange {
  const redact = redaction(secrecy);
  return {
    operation,
    request: {
      method: request.method,
      url: redact.url(request.shown ?? request.url.href),
      headers: redact.headers(request.headers),
    },
    answer: received ? told(received, redact) : withoutSecrets(answer as RawFailure, redact),
    startedAt,
    durationMs,
    ...(answer.connection && { connection: redactConnection(answer.connection, redact.text) }),
  };
}

function redaction({ secrets, taken = [], team }: Pick<Ready, "secrets" | "taken" | "team">): Redactor {
  return withoutTaken(redactor(secrets, team), taken);
}

/** Reads an answer's body: what it is, and its shape. */
export function receive(answer: RawAnswer, secrets: readonly string[], team?: Team): Received {
  const body = content(answer, secrets, team);
  return { answer, content: body, shape: body.kind === "json" ? infer(body.value) : undefined };
}

function fitOf({ endpoint, violations, side }: Held, received: Received | undefined): Fit {
  const nothing = { deviations: [], documented: false };
  return {
    known: endpoint !== undefined,
    violations,
    ...(endpoint && received ? conformance(endpoint, received, side.checker) : nothing),
  };
}

function told({ answer, content: body }: Received, redact: Redactor): Answer {
  const hints = hintsOf(answer.status, body);
  return {
    kind: "answer",
    status: answer.status,
    headers: redact.headers(answer.headers),
    body: kept(body, hints, redact),
    ...((body.kind === "text" || body.kind === "broken") && { size: answer.body.byteLength }),
    ...(hints.length > 0 && { hints }),
  };
}

/** What a text hints at stays readable, for whoever reads a recording of it. */
function kept(body: Content, hints: readonly Hint[], redact: Redactor): Answer["body"] {
  if (body.kind === "none") return undefined;
  return body.kind === "json"
    ? redact.body(body.value)
    : [withoutWords(body.text, redact.text), ...hints.map(sayingOf)].join("\n");
}

function withoutSecrets({ kind, phase, code, message }: RawFailure, redact: Redactor): Failure {
  return { kind, phase, code, message: redact.text(message) };
}
