import type { Redactor } from "../redact/index.ts";

/** Where a request went, redacted and without its query. Of what has no host only the scheme: the rest of `data:` is content. */
export function addressOf({ protocol, host, pathname }: URL, redact: Redactor): string {
  return host === "" ? protocol : redact.url(`${protocol}//${host}${pathname}`);
}
