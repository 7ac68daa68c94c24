import { conformance, type Received } from "./conformance/index.ts";
import type { Answer, Failure } from "./exchange.ts";
import type { Held, Ready } from "./probe/prepare.ts";
import { protocolOf } from "./protocol/index.ts";
import { type Content, content } from "./redact/content.ts";
import { type Redactor, redactor } from "./redact/index.ts";
import type { Fit, Sample } from "./sample.ts";
import { infer } from "./shape/index.ts";
import type { RawAnswer, RawFailure, Reply } from "./transport/index.ts";

/** Reads a reply, holds it against the contracts, and keeps only what is no secret and nobody's data. */
export function observe({ operation, request, secrets, server, pinned, published }: Ready, reply: Reply): Sample {
  const { answer, startedAt, durationMs } = reply;
  const redact = redactor(secrets);
  const received = answer.kind === "answer" ? receive(answer, secrets) : undefined;
  return {
    exchange: {
      operation,
      request: {
        method: request.method,
        url: redact.url(request.url.href),
        headers: redact.headers(request.headers),
      },
      answer: received ? told(received, redact) : withoutSecrets(answer as RawFailure, redact),
      startedAt,
      durationMs,
      ...(answer.connection && { connection: answer.connection }),
    },
    pinned: fitOf(pinned, received),
    ...(published && { published: fitOf(published, received) }),
    server,
    ...(received?.shape && { shape: received.shape }),
    protocol: received ? protocolOf(received.answer, received.content, request.url) : {},
  };
}

function receive(answer: RawAnswer, secrets: readonly string[]): Received {
  const body = content(answer, secrets);
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
  return {
    kind: "answer",
    status: answer.status,
    headers: redact.headers(answer.headers),
    body: excerpt(body, redact),
  };
}

/** Text is redacted well past its cut, so that no half of a secret is left at the end. */
function excerpt(body: Content, redact: Redactor): Answer["body"] {
  if (body.kind === "none") return undefined;
  return body.kind === "json" ? redact.body(body.value) : redact.text(body.text.slice(0, 4000)).slice(0, 500);
}

function withoutSecrets({ kind, phase, code, message }: RawFailure, redact: Redactor): Failure {
  return { kind, phase, code, message: redact.text(message) };
}
