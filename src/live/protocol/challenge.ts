import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** The schemes that a refusal asks for (RFC 9110, section 11.6.1). */
export const challenge = fact({
  name: "challenge",
  of: "operation",
  rules: [
    {
      id: "protocol-auth-scheme-changed",
      level: "breaking",
      text: "The vendor asks for credentials of another scheme than when the contract was pinned.",
      todo: "Send credentials of the scheme that is asked for.",
      example: "a 401 asked for `Basic` and asks for `Bearer`: the user name and password are refused.",
    },
    {
      id: "protocol-auth-scheme-added",
      level: "info",
      text: "The vendor takes credentials of a further scheme.",
      todo: "Nothing; look whether the old scheme will end.",
      example: "a 401 offers `Bearer` beside `Basic`.",
    },
  ],
  read: ({ status, headers }) => (status === 401 ? schemes(headers["www-authenticate"]) : undefined),
  tell({ came, went, before }) {
    if (came.length === 0) return undefined;
    const text = `the vendor asks for ${enumerate(came, "or")}, and asked for ${enumerate(before, "or")}`;
    return { rule: went.length > 0 ? "protocol-auth-scheme-changed" : "protocol-auth-scheme-added", text };
  },
});

const quoted = /"(?:[^"\\]|\\.)*"/g;
const scheme = /^([!#$%&'*+.^_`|~\w-]+)(?:\s+(?![\s=])|$)/;

/** The schemes of a `WWW-Authenticate` header without their parameters, sorted; undefined where there is none. */
export function schemes(header: string | undefined): string[] | undefined {
  const parts = (header ?? "").replaceAll(quoted, '""').split(",");
  const found = parts.flatMap((part) => scheme.exec(part.trim())?.[1]?.toLowerCase() ?? []);
  return found.length > 0 ? [...new Set(found)].sort() : undefined;
}
