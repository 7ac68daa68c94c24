import type { Notification } from "sarif";
import { operationName } from "../contract/operations.ts";
import type { Unknown } from "../drift/finding.ts";
import { neutraliseMessage } from "./neutralise.ts";
import type { DiffReport } from "./report.ts";

/** What could not be checked of a vendor: no result, and not the lack of one. */
export function missed(vendor: string, { operation, cause, text, todo }: Unknown): Notification {
  const subject = operation ? operationName(operation) : "the whole contract";
  return notification(`${vendor}, ${subject} could not be checked (${cause}): ${text}. ${todo}`);
}

/** What could not be compared of two descriptions. */
export function uncompared({ operation, location, text }: DiffReport["unknown"][number]): Notification {
  const subject = operation ? operationName(operation) : location.pointer || "the whole contract";
  return notification(`${subject} could not be compared: ${text}`);
}

function notification(text: string): Notification {
  return { level: "error", message: { text: neutraliseMessage(text) } };
}
