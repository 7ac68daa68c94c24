/** Why one ref was not changed, as `git push` shows it; and what it prints before. */
export interface Rejection {
  readonly ref: string;
  /** `push declined due to repository rule violations` */
  readonly reason: string;
  readonly told: readonly string[];
}

/**
 * What a server says to a push of which it rejects some refs.
 * @see https://git-scm.com/docs/gitprotocol-pack, section "Report Status"
 */
export function reportOf(refs: readonly string[], rejections: readonly Rejection[]): Buffer {
  const rejected = new Map(rejections.map(({ ref, reason }) => [ref, reason]));
  const lines = refs.map((ref) => (rejected.has(ref) ? `ng ${ref} ${rejected.get(ref)}\n` : `ok ${ref}\n`));
  const status = Buffer.concat([packet("unpack ok\n"), ...lines.map(packet), flush]);
  const told = rejections.flatMap((rejection) => rejection.told).map((line) => packet(`\x02${line}\n`));
  return Buffer.concat([...told, packet(Buffer.concat([Buffer.from([1]), status])), flush]);
}

/** The refs that a push wants to change: its first lines, before the objects. */
export function refsOfPush(body: Buffer): string[] {
  const refs: string[] = [];
  for (let at = 0; ; ) {
    const length = Number.parseInt(body.toString("latin1", at, at + 4), 16);
    if (!(length > 4)) return refs;
    const line = body.toString("utf8", at + 4, at + length);
    refs.push(/^[0-9a-f]{40} [0-9a-f]{40} ([^\0\n]+)/.exec(line)?.[1] ?? "");
    at += length;
  }
}

function packet(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, "0")), bytes]);
}

const flush = Buffer.from("0000");
