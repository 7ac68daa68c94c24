import type { Drift } from "../../src/drift/finding.ts";

/** A drift of the operation `METHOD /path`, or of a place in its answer. */
export function drift(name: string, instancePath?: string): Drift {
  const [method = "", path = ""] = name.split(" ");
  return {
    rule: "some-rule",
    level: "breaking",
    verdict: "released",
    operation: { method: method.toLowerCase(), path },
    pointer: "",
    ...(instancePath !== undefined && { instancePath }),
    text: "",
    todo: "",
    fingerprint: `${name} ${instancePath ?? ""}`.trim(),
    root: name,
    operations: 1,
    evidence: [],
  };
}
