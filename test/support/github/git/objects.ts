import { createHash } from "node:crypto";

/** What git stores under an id, each byte as one character. */
export interface GitObject {
  readonly type: "blob" | "tree" | "commit" | "tag";
  readonly data: string;
}

/** Objects by id. Nothing is ever taken out. */
export type Objects = Map<string, GitObject>;

/** One line of a tree. */
export interface Entry {
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}

/** Who wrote a commit, and when (ISO 8601, in UTC). */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** An armoured signature; what stands in it is not checked. */
  readonly signed?: string | undefined;
}

/** Stores it, if it is not there, under the id that git gives it. */
function put(objects: Objects, object: GitObject): string {
  const id = createHash("sha1").update(`${object.type} ${object.data.length}\0${object.data}`, "latin1").digest("hex");
  objects.set(id, object);
  return id;
}

export function putBlob(objects: Objects, bytes: Buffer): string {
  return put(objects, { type: "blob", data: bytes.toString("latin1") });
}

export function blobOf(objects: Objects, id: string): Buffer {
  return Buffer.from(get(objects, id, "blob"), "latin1");
}

/** Git sorts folders as if their names ended with a slash. */
export function putTree(objects: Objects, entries: readonly Entry[]): string {
  const key = ({ mode, name }: Entry) => bytes(mode === folderMode ? `${name}/` : name);
  const sorted = entries.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  const data = sorted.map(({ mode, name, id }) => `${mode.replace(/^0/, "")} ${bytes(name)}\0${binary(id)}`);
  return put(objects, { type: "tree", data: data.join("") });
}

export function entriesOf(objects: Objects, id: string): Entry[] {
  const data = get(objects, id, "tree");
  const entries: Entry[] = [];
  for (let at = 0; at < data.length; ) {
    const end = data.indexOf("\0", at);
    const [mode = "", name = ""] = data.slice(at, end).split(/ (.*)/s);
    const raw = data.slice(end + 1, end + 21);
    entries.push({ mode: mode.padStart(6, "0"), name: text(name), id: Buffer.from(raw, "latin1").toString("hex") });
    at = end + 21;
  }
  return entries;
}

export const folderMode = "040000";

export function putCommit(objects: Objects, { tree, parents, author, committer, message, signed }: Commit): string {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${stamp(author)}`,
    `committer ${stamp(committer)}`,
    ...(signed === undefined ? [] : [`gpgsig ${signed.replaceAll("\n", "\n ")}`]),
  ];
  return put(objects, { type: "commit", data: bytes(`${lines.join("\n")}\n\n${message}`) });
}

export function commitOf(objects: Objects, id: string): Commit {
  const data = text(get(objects, id, "commit"));
  const end = data.indexOf("\n\n");
  const headers = data
    .slice(0, end)
    .replaceAll("\n ", "\0") // a header's further lines
    .split("\n")
    .map((line) => line.split(/ (.*)/s) as [string, string]);
  const all = (wanted: string) => headers.filter(([name]) => name === wanted).map(([, value]) => value);
  return {
    tree: all("tree")[0] ?? "",
    parents: all("parent"),
    author: signatureOf(all("author")[0] ?? ""),
    committer: signatureOf(all("committer")[0] ?? ""),
    message: data.slice(end + 2),
    signed: all("gpgsig")[0]?.replaceAll("\0", "\n"),
  };
}

function get(objects: Objects, id: string, type: GitObject["type"]): string {
  const found = objects.get(id);
  if (found?.type !== type) throw new Error(`${id} is no ${type}`);
  return found.data;
}

function stamp({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Date.parse(date) / 1_000} +0000`;
}

function signatureOf(line: string): Signature {
  const { name = "", email = "", seconds } = /^(?<name>.*) ?<(?<email>.*)> (?<seconds>\d+)/.exec(line)?.groups ?? {};
  return { name: name.trim(), email, date: new Date(Number(seconds) * 1_000).toISOString().replace(".000", "") };
}

const bytes = (characters: string) => Buffer.from(characters, "utf8").toString("latin1");
const text = (data: string) => Buffer.from(data, "latin1").toString("utf8");
const binary = (id: string) => Buffer.from(id, "hex").toString("latin1");
