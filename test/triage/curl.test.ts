import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Auth } from "../../src/config/schema.ts";
import { curl } from "../../src/triage/curl.ts";

/** What a shell makes of the command line's arguments. */
function argumentsOf(command: string, env: Readonly<Record<string, string>>): string[] {
  const printed = execFileSync("sh", ["-c", command.replace(/^curl/, "printf '%s\\0'")], { env });
  return printed.toString().split("\0").slice(0, -1);
}

const usual = ["--include", "--compressed", "--globoff"];
const key = (place: "header" | "query" | "cookie", name: string): Auth => ({
  kind: "api-key",
  in: place,
  name,
  value: "${KEY}",
});

test.each<[string, Auth | undefined, string, Readonly<Record<string, string>>, string, readonly string[]]>([
  [
    "nothing that is secret",
    undefined,
    "https://a.example/o'1/$x?q=1&r=[2]",
    {},
    "GET",
    ["https://a.example/o'1/$x?q=1&r=[2]"],
  ],
  [
    "a bearer token",
    { kind: "bearer", token: "${TOKEN}" },
    "https://a.example/",
    { authorization: "[redacted]", "accept-encoding": "gzip" },
    "GET",
    ["--header", "authorization: Bearer t k", "https://a.example/"],
  ],
  [
    "a password",
    { kind: "basic", username: "me & you", password: "${PASSWORD}" },
    "https://a.example/",
    { authorization: "[redacted]" },
    "HEAD",
    ["--head", "--user", "me & you:p'w", "https://a.example/"],
  ],
  [
    "a key in the query",
    key("query", "api_key"),
    "https://a.example/[redacted]?api_key=[redacted]&token=[redacted]",
    {},
    "GET",
    ["https://a.example/v?api_key=k&token=t"],
  ],
  [
    "a key in a header",
    key("header", "X-Key"),
    "https://a.example/",
    { "x-key": "[redacted]", "x-tenant": "[redacted]" },
    "GET",
    ["--header", "x-key: k", "--header", "x-tenant: acme", "https://a.example/"],
  ],
  [
    "a key in a cookie",
    key("cookie", "sid"),
    "https://a.example/",
    { cookie: "[redacted]" },
    "GET",
    ["--header", "cookie: sid=k", "https://a.example/"],
  ],
  [
    "a body",
    undefined,
    "https://a.example/",
    { "content-type": "application/json" },
    "POST",
    [
      "--request",
      "POST",
      "--header",
      "content-type: application/json",
      "--data-binary",
      "@body.json",
      "https://a.example/",
    ],
  ],
])("a request with %s is sent again, with variables for what is secret", (_, auth, url, headers, method, expected) => {
  const exchange = {
    operation: { method: "get", path: "/" },
    request: { method, url, headers },
    answer: { kind: "failure", phase: "headers", code: "ECONNRESET", message: "" },
    startedAt: "",
    durationMs: 0,
  } as const;
  const env = {
    TOKEN: auth?.kind === "bearer" ? "t k" : "t",
    PASSWORD: "p'w",
    KEY: "k",
    VALUE: "v",
    X_TENANT: "acme",
    BODY_FILE: "body.json",
  };
  expect(argumentsOf(curl(exchange, { ...(auth && { auth }) }), env)).toEqual([...usual, ...expected]);
});
