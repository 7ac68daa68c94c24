import type { Clock } from "../../runtime/index.ts";

/** The headers that let a receiver tell that a body is ours, and that it has not seen it before. */
export type Sign = (id: string, at: ReturnType<Clock["now"]>, body: string) => Readonly<Record<string, string>>;

/**
 * Signs as Standard Webhooks says, with HMAC-SHA256 and a secret of 24 to 64 bytes; undefined where it is none.
 * @param secret `whsec_` and base64
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export async function signer(secret: string): Promise<Sign | undefined> {
  const key = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/.exec(secret.trim())?.[1];
  const bytes = Buffer.from(key ?? "", "base64");
  if (bytes.length < 24 || bytes.length > 64) return undefined;
  const { Webhook } = await import("standardwebhooks");
  const webhook = new Webhook(bytes, { format: "raw" });
  return (id, at, body) => ({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "webhook-signature": webhook.sign(id, at, body),
  });
}
