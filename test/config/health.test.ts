import { expect, test } from "vitest";
import { health } from "../../src/config/health.ts";

const broker = { name: "the broker", kind: "ours" };

test.each([
  [
    { ...broker, tcp: "kafka.internal:9092" },
    { ...broker, by: "tcp", host: "kafka.internal", port: 9092 },
  ],
  [
    { ...broker, tcp: "[::1]:5432" },
    { ...broker, by: "tcp", host: "[::1]", port: 5432 },
  ],
  [
    { ...broker, url: "https://shop.example/health" },
    { ...broker, by: "http", url: "https://shop.example/health" },
  ],
])("%j is a health endpoint", (written, read) => {
  expect(health.parse(written)).toEqual(read);
});

test.each([
  [{ ...broker }, "expected exactly one of url, tcp"],
  [{ ...broker, tcp: "a:1", url: "https://a.example" }, "expected exactly one of url, tcp"],
  [{ ...broker, tcp: "kafka" }, 'expected "host:port", such as "db.internal:5432"'],
  [{ ...broker, tcp: "kafka:99999" }, "expected a port between 1 and 65535"],
  [{ ...broker, url: "https://me:secret@a.example" }, "expected a URL without credentials"],
])("%j is none", (written, message) => {
  expect(health.safeParse(written).error?.issues.map((issue) => issue.message)).toEqual([message]);
});
