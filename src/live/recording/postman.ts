import { z } from "zod";
import { CouldNotCheckError } from "../../errors.ts";
import { isObject, own } from "../../json.ts";
import type { Runtime } from "../../runtime/index.ts";
import { bodyOf } from "./body.ts";
import { harEntry } from "./har-entry.ts";
import { parseText } from "./json-text.ts";
import { addressOf, type Variables, variablesOf } from "./postman-address.ts";
import type { Entry, Recorded } from "./recorded.ts";

/**
 * The saved examples of a Postman collection, in the order of the file, folders opened; also an HTTP Archive that has
 * something before its `log`. The whole file is in memory.
 * @see https://schema.getpostman.com/json/collection/v2.1.0/docs/index.html
 */
export async function* postman(path: string, file: string, { files }: Runtime): AsyncGenerator<Entry> {
  const bytes = await files.read(path);
  const value = bytes.length > 0 ? parseText(bytes, file, (position) => position) : undefined;
  const entries = isObject(value) ? (entriesOf(own(value, "log")) ?? examplesOf(value)) : undefined;
  if (!entries) throw unknownFormat(file);
  yield* entries;
}

function unknownFormat(file: string): CouldNotCheckError {
  return new CouldNotCheckError("DP4103", {
    what: "the recording is neither an HTTP Archive nor a Postman collection",
    where: { file },
    todo: "export HAR 1.2, or a Postman collection v2.1 with saved examples",
  });
}

function entriesOf(log: unknown): Entry[] | undefined {
  const entries = isObject(log) ? own(log, "entries") : undefined;
  return Array.isArray(entries) ? entries.map((entry, index) => harEntry(index, entry, false)) : undefined;
}

function examplesOf(collection: Readonly<Record<string, unknown>>): Entry[] | undefined {
  if (!isObject(collection.info) || !Array.isArray(collection.item)) return undefined;
  return [...examples(collection, new Map())].map((example, index) => read(example, index));
}

/** An example as it is saved, with the variables of the folders that it is in. */
interface Example {
  readonly response: unknown;
  readonly variables: Variables;
}

function* examples(folder: Readonly<Record<string, unknown>>, outer: Variables): Generator<Example> {
  const variables = new Map([...outer, ...variablesOf(folder.variable)]);
  for (const item of Array.isArray(folder.item) ? folder.item : []) {
    if (!isObject(item)) continue;
    if (Array.isArray(item.item)) yield* examples(item, variables);
    else
      for (const saved of Array.isArray(item.response) ? item.response : [])
        yield { response: withRequest(saved, item.request), variables };
  }
}

/** An old example has no request of its own. */
function withRequest(saved: unknown, request: unknown): unknown {
  return isObject(saved) && saved.originalRequest === undefined ? { ...saved, originalRequest: request } : saved;
}

const header = z.object({ key: z.string(), value: z.string().nullish(), disabled: z.boolean().nullish() });
const headers = z.union([z.array(header), z.string()]).nullish();

const exampleSchema = z.object({
  originalRequest: z.union([
    z.string().transform((url) => ({ method: "GET", url, header: undefined, body: undefined })),
    z.object({
      method: z.string().nullish(),
      url: z.unknown(),
      header: headers,
      body: z.object({ raw: z.string().nullish() }).nullish(),
    }),
  ]),
  code: z.int().min(100).max(999),
  header: headers,
  body: z.string().nullish(),
  responseTime: z.number().nullish(),
});

function read({ response, variables }: Example, index: number): Entry {
  const example = exampleSchema.safeParse(response);
  if (!example.success) {
    const path = example.error.issues[0]?.path.join(".") || "response";
    return { kind: "unreadable", index, why: `it is no saved example: ${path} is missing or wrong` };
  }
  const url = addressOf(example.data.originalRequest.url, variables);
  return url
    ? { kind: "exchange", index, exchange: exchange(example.data, url) }
    : { kind: "unreadable", index, why: "its request has no address" };
}

function exchange(
  { originalRequest, code, header, body, responseTime }: z.output<typeof exampleSchema>,
  url: URL,
): Recorded {
  const sent = originalRequest.body?.raw;
  return {
    request: {
      method: (originalRequest.method ?? "GET").toUpperCase(),
      url,
      headers: flat(originalRequest.header),
      ...(typeof sent === "string" && { body: Buffer.from(sent) }),
    },
    reply: {
      answer: { kind: "answer", status: code, headers: flat(header), body: bodyOf({ text: body ?? "" }).body },
      startedAt: "",
      durationMs: responseTime ?? 0,
    },
    isWhole: typeof body === "string",
    isRedacted: false,
  };
}

/** Headers are a list, or one text with a line for each. */
function flat(given: z.output<typeof headers>): Record<string, string> {
  const listed = typeof given === "string" ? given.split(/\r?\n/).flatMap(line) : (given ?? []);
  return Object.fromEntries(
    listed.filter(({ disabled }) => disabled !== true).map(({ key, value }) => [key.toLowerCase(), value ?? ""]),
  );
}

function line(text: string): z.output<typeof header>[] {
  const [, key, value] = /^([^:\s]+):\s*(.*)$/.exec(text) ?? [];
  return key === undefined ? [] : [{ key, value }];
}
