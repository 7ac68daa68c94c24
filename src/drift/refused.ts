import { find, operationName } from "../contract/operations.ts";
import { join } from "../json.ts";
import { deviation } from "../live/conformance/deviation.ts";
import type { Deviation } from "../live/sample.ts";
import type { Diagnosis } from "../triage/diagnosis.ts";
import type { Paper } from "./paper.ts";
import type { Testimony } from "./testimony.ts";

/** That the vendor refuses what the pinned contract allows, as a deviation from it. */
export function refused({ sample, answer }: Testimony, diagnosis: Diagnosis, { pinned }: Paper): Deviation {
  const { operation } = sample.exchange;
  const pointer = join("/paths", operation.path, operation.method);
  return deviation({
    rule: answer.status === 404 || answer.status === 410 ? "operation-gone" : "request-refused",
    operation,
    status: answer.status,
    instancePath: "",
    pointer,
    written: find(pinned.document, operationName(operation))?.pointer ?? pointer,
    keyword: "request",
    text: diagnosis.text,
  });
}
