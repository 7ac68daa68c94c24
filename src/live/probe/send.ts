import type { Operation } from "../../contract/contract.ts";
import { observe } from "../observe.ts";
import { content } from "../redact/content.ts";
import { specimenOf } from "../specimen.ts";
import type { Transport } from "../transport/index.ts";
import type { Reply } from "../transport/reply.ts";
import type { Sent } from "./chain.ts";
import type { Parameter } from "./endpoint.ts";
import { isCounter, type Next, nextPage } from "./pagination.ts";
import type { Paging, Ready } from "./prepare.ts";
import type { Request } from "./request.ts";
import { isSafe } from "./safety.ts";
import type { Token, Tokens } from "./tokens.ts";

/** What a probe is sent with. */
export interface Means {
  readonly transport: Transport;
  readonly tokens: Tokens | undefined;
  /** Told of each request that has ended. */
  readonly tell: () => void;
  /** Of which operations specimens are kept. */
  readonly isKept: (operation: Operation) => boolean;
}

/** Sends a probe as many times as it says, and follows its pages. Each answer is a sample of its own. */
export async function send(ready: Ready, means: Means): Promise<Sent[]> {
  const { paging } = ready;
  const all = await Promise.all(
    Array.from({ length: ready.samples }, async () =>
      paging ? pages(ready, paging, means) : [await sendOne(ready, means)],
    ),
  );
  return all.flat();
}

/** Pages follow each other in one way; where that was our guess, a refusal is only the end of the list. */
async function pages(ready: Ready, paging: Paging, means: Means): Promise<Sent[]> {
  const sent: Sent[] = [];
  const seen = new Set<string>();
  let style: Next["style"] | undefined;
  let request: Request | undefined = ready.request;
  while (request && sent.length < paging.pages && !seen.has(request.url.href)) {
    seen.add(request.url.href);
    const page = await sendOne({ ...ready, request }, means);
    if ((style === "page" || style === "offset") && isRefused(page.reply)) break;
    sent.push(page);
    const next = following(page, paging);
    request = next && (style ?? next.style) === next.style ? withUrl(ready.request, next.url, paging) : undefined;
    style ??= next?.style;
  }
  return sent;
}

function isRefused({ answer }: Reply): boolean {
  return answer.kind === "answer" && [400, 404, 416, 422].includes(answer.status);
}

function following({ request: { url }, reply: { answer } }: Sent, { parameters }: Paging): Next | undefined {
  if (answer.kind === "failure" || answer.status >= 300) return undefined;
  const read = content(answer);
  return nextPage({ url, headers: answer.headers, body: read.kind === "json" ? read.value : undefined }, parameters);
}

/** Vendors leave the API key out of the addresses that they give. */
function withUrl(request: Request, next: URL, { keys, parameters }: Paging): Request {
  const url = new URL(next);
  for (const name of keys) url.searchParams.set(name, request.url.searchParams.get(name) ?? "");
  return { ...request, url, shown: request.shown ?? shownPage(request.url, url, parameters) };
}

/** The address of a page, without what an answer has put into it: all but counts of pages and items. */
function shownPage(first: URL, next: URL, parameters: readonly Parameter[]): string {
  const shown = new URL(first);
  for (const [name, value] of next.searchParams) {
    const isSame = first.searchParams.getAll(name).includes(value);
    const isCount = isCounter(name) && /^\d{1,9}$/.test(value);
    if (isSame || isCount) shown.searchParams.set(name, value);
    else if (parameters.some((parameter) => parameter.name === name)) shown.searchParams.set(name, "*");
  }
  return shown.href;
}

/** With the vendor's token; where that is refused, once more with another. What changes something is not repeated. */
async function sendOne(ready: Ready, means: Means): Promise<Sent> {
  const { tokens, tell } = means;
  const token = await tokens?.current();
  if (token?.kind === "none") throw new RangeError("a probe without a token is refused before it is sent");
  const sent = await sendWith(ready, token, means);
  tell();
  const { answer } = sent.reply;
  if (!tokens || !token || answer.kind === "failure" || answer.status !== 401) return sent;
  const renewed = isSafe(ready.request.method) ? await tokens.renewed(token) : token;
  return renewed.kind === "none" || renewed.value === token.value ? sent : sendWith(ready, renewed, means);
}

async function sendWith(ready: Ready, token: Token | undefined, { transport, isKept }: Means): Promise<Sent> {
  const authorization = token && { authorization: `Bearer ${token.value}` };
  const request = { ...ready.request, headers: { ...ready.request.headers, ...authorization } };
  const secrets = [...ready.secrets, ...(token ? [token.value] : [])];
  const reply = await transport.send(request);
  const answered = reply.request ?? request; // by another server, where the first is down
  const sent = { ...ready, request: answered, secrets };
  const specimen = isKept(ready.operation) ? specimenOf(sent, reply) : undefined;
  return { request: answered, reply, sample: observe(sent, reply), ...(specimen && { specimen }) };
}
