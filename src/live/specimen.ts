import { operationName } from "../contract/operations.ts";
import { rootOf } from "./conformance/place.ts";
import { mediaTypeFor, responseFor } from "./conformance/response.ts";
import type { Ready } from "./probe/prepare.ts";
import { content } from "./redact/content.ts";
import { redactor } from "./redact/index.ts";
import type { Specimen } from "./sample.ts";
import type { Reply } from "./transport/reply.ts";

/** The specimen of an answer, as the published contract describes it; undefined where that does not, or it is too large. */
export function specimenOf(
  { operation, published, secrets, team }: Pick<Ready, "operation" | "published" | "secrets" | "team">,
  { answer }: Reply,
): Specimen | undefined {
  const endpoint = published?.endpoint;
  if (!endpoint || answer.kind === "failure" || !isGood(answer.status) || answer.body.length > largest)
    return undefined;
  const { status, headers } = answer;
  const { document } = endpoint;
  const response = responseFor(endpoint, status);
  const media = response && mediaTypeFor(document, response, headers["content-type"]);
  const read = content(answer, secrets, team);
  if (!media || read.kind !== "json") return undefined;
  const body = redactor(secrets, team).specimen(read.value, { document, root: rootOf(document, media) });
  return { operation, status, body };
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** In bytes. */
const largest = 500_000;
/** That many of one operation, and that many characters of them all. */
const [mostAlike, mostCharacters] = [8, 4_000_000];

/** The first few of each operation that differ, so that they are soon held against something, and keep little in memory. */
export function fewOf(specimens: readonly Specimen[]): Specimen[] {
  const seen = new Map<string, Set<string>>();
  let characters = 0;
  return specimens.filter(({ operation, status, body }) => {
    const text = JSON.stringify(body);
    const name = `${operationName(operation)} ${status}`;
    const alike = seen.get(name) ?? new Set();
    if (alike.has(text) || alike.size >= mostAlike || characters + text.length > mostCharacters) return false;
    seen.set(name, alike.add(text));
    characters += text.length;
    return true;
  });
}
