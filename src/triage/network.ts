import type { Exchange, Failure } from "../live/exchange.ts";
import type { Phase } from "../runtime/index.ts";
import { type Examiner, fail, pass, skip } from "./case.ts";
import { heldBack } from "./held-back.ts";

/** Step 2: whether a whole answer came over the network, and if not, the phase that failed. */
export const network: Examiner = {
  step: 2,
  name: "network",
  examine({ sample: { exchange } }) {
    const { answer } = exchange;
    if (answer.kind === "answer") return pass("the whole answer arrived", ...carried(exchange));
    const held = heldBack(answer);
    if (held?.cause === "network") return fail(held);
    if (answer.phase === "prepare" || answer.code === "BodyTooLargeError") return skip("the network did not fail");
    const { text, todo } = explain(answer);
    return fail(
      { cause: "network", certainty: "certain", text, todo },
      `${answer.phase}: ${answer.code}`,
      answer.message,
      ...carried(exchange),
    );
  },
};

/** The phases that were finished, with their times, and what the connection was. */
function carried({ connection }: Exchange): string[] {
  if (!connection) return [];
  const { phases: done, httpVersion, remote, tls, proxy } = connection;
  const times = inOrder.flatMap((phase) =>
    done[phase] === undefined ? [] : [`${phase} ${Math.round(done[phase])} ms`],
  );
  const over = [httpVersion && `HTTP/${httpVersion}`, remote, tls?.version, proxy && "a proxy"].filter(Boolean);
  return [
    ...(times.length > 0 ? [`finished: ${times.join(", ")}`] : []),
    ...(over.length > 0 ? [`over ${over.join(", ")}`] : []),
    ...(tls ? [`its certificate is valid from ${tls.validFrom} to ${tls.validTo}`] : []),
  ];
}

const inOrder: readonly Phase[] = ["dns", "connect", "proxy", "tls", "headers", "body"];

const phases = {
  prepare: { text: "the request could not be made", todo: "Look at the vendor's server and the probe's headers." },
  dns: {
    text: "the name of the server does not resolve",
    todo: "Look at the vendor's server, then at the resolver of this machine.",
  },
  connect: {
    text: "no connection to the server",
    todo: "Look at the firewall and proxy of this machine, then at the vendor's status.",
  },
  proxy: {
    text: "the proxy lets nothing through",
    todo: "Look at HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and at what the proxy allows.",
  },
  tls: {
    text: "the TLS handshake failed",
    todo: "Look at the vendor's certificate, and at the certificates that this machine trusts.",
  },
  headers: { text: "the connection ended before an answer", todo: "Try again later; if it stays, tell the vendor." },
  body: { text: "the answer ended before it was whole", todo: "Try again later; if it stays, tell the vendor." },
} as const;

/** Codes that say more than their phase. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, "the server refuses connections"],
  [/CONNECT_TIMEOUT|^ETIMEDOUT$/, "no connection in time"],
  [/HEADERS_TIMEOUT/, "no answer in time"],
  [/BODY_TIMEOUT/, "the answer stopped coming"],
  [/^DEADLINE$/, "no whole answer in the time that a probe may take"],
  [/CONTENT_LENGTH_MISMATCH/, "the answer is not as long as it says"],
  [/^Z_|BROTLI|^ERR__ERROR/, "the answer's compression is broken"],
  [/^CERT_HAS_EXPIRED$/, "the server's certificate has expired"],
  [/^CERT_NOT_YET_VALID$/, "the server's certificate is not valid yet, or this machine's clock is late"],
  [/SELF_SIGNED/, "the server's certificate is self-signed"],
  [/ALTNAME_INVALID/, "the server's certificate is for another name"],
  [/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/, "the server's TLS version is too old"],
  [/UNABLE_TO/, "the server's certificate chain cannot be verified"],
];

function explain({ phase, code }: Failure): { readonly text: string; readonly todo: string } {
  const { text, todo } = phases[phase];
  return { text: `${codes.find(([pattern]) => pattern.test(code))?.[1] ?? text} (${code})`, todo };
}
