import { expect, test } from "vitest";
import { complaintsOf } from "../../src/config/complaint.ts";
import { configSchema } from "../../src/config/schema.ts";

const withPublish = (publish: object) => ({ version: 1, vendors: { shop: { source: "a.yaml" } }, publish });

test("hooks and jobs say where news goes, and to whom", () => {
  const { publish } = configSchema.parse(
    withPublish({
      notify: [
        { slack: "${SLACK}", owners: ["@acme/checkout"], "min-level": "warning" },
        { webhook: "${HOOK}", secret: "${KEY}", vendors: ["shop"], "allow-private": true },
      ],
      dispatch: [{ event: "driftpin" }, { workflow: "fix.yml", ref: "main", inputs: { mode: "draft" } }],
    }),
  );
  expect([publish.notify, publish.dispatch]).toEqual([
    [
      { kind: "slack", address: "${SLACK}", owners: ["@acme/checkout"], minLevel: "warning", allowPrivate: false },
      { kind: "webhook", address: "${HOOK}", secret: "${KEY}", vendors: ["shop"], allowPrivate: true },
    ],
    [
      { kind: "event", event: "driftpin" },
      { kind: "workflow", workflow: "fix.yml", ref: "main", inputs: { mode: "draft" } },
    ],
  ]);
});

test.each<[string, object, string]>([
  ["an address that is written out", { notify: [{ slack: "https://hooks.slack.example/CANARY" }] }, reference("slack")],
  ["a secret that is written out", { notify: [{ webhook: "${HOOK}", secret: "whsec_CANARY" }] }, reference("secret")],
  [
    "a webhook without a secret",
    { notify: [{ webhook: "${HOOK}" }] },
    "publish.notify[0]: expected either slack alone, or webhook with its secret",
  ],
  [
    "two addresses in one hook",
    { notify: [{ slack: "${SLACK}", webhook: "${HOOK}", secret: "${KEY}" }] },
    "publish.notify[0]: expected either slack alone, or webhook with its secret",
  ],
  [
    "an event with a workflow's ref",
    { dispatch: [{ event: "driftpin", ref: "main" }] },
    "publish.dispatch[0]: expected either event, or workflow (with its ref and inputs)",
  ],
  [
    "a workflow's name instead of its file",
    { dispatch: [{ workflow: "Fix" }] },
    'publish.dispatch[0].workflow: expected the name of a workflow file, such as "fix.yml"',
  ],
  [
    "a vendor that is not configured",
    { dispatch: [{ event: "driftpin", vendors: ["shop", "constructor"] }] },
    "publish.dispatch[0].vendors[1]: expected the name of a vendor: shop",
  ],
  [
    "a reference where none is read",
    { dispatch: [{ event: "${EVENT}" }] },
    'publish.dispatch[0].event refers to an environment variable, which only "auth" and "notify" may do',
  ],
])("%s is refused", (_, publish, complaint) => {
  expect(complaintsOf(withPublish(publish)).map(({ what }) => what)).toEqual([complaint]);
});

function reference(key: string): string {
  return `publish.notify[0].${key}: expected a reference to an environment variable, such as \${SLACK_WEBHOOK}`;
}
