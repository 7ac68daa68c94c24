import type { Level } from "../../config/level.ts";
import type { OperationEvent, OperationRule, OperationSeen } from "./operation.ts";

/**
 * Operations that came or went. For a consumer an operation that is gone is gone, deprecated before or not.
 * @see OpenAPI 3.1.1, sections 4.8.8 and 4.8.9
 */
export const endpoints = {
  example: "`DELETE /orders/{id}` is gone: the call answers 404.",
  events: {
    "api-removed-without-deprecation": gone("breaking", "the operation is gone"),
    "api-removed-with-deprecation": gone("info", "the operation is gone; it was deprecated"),
    "api-path-removed-without-deprecation": gone("breaking", "the path is gone"),
    "api-path-removed-with-deprecation": gone("info", "the path is gone; it was deprecated"),
    "api-removed-before-sunset": gone("breaking", "the operation is gone, before the date that was announced"),
    "api-path-removed-before-sunset": gone("breaking", "the path is gone, before the date that was announced"),
    "api-path-sunset-parse": gone("breaking", "the path is gone, and its end was announced for what is no date"),
    "endpoint-added": come("the operation is new"),
    "webhook-added": come("the webhook is new"),
    "webhook-removed": gone("breaking", "the webhook is gone"),
    "callback-added": come("the callback is new"),
    "callback-removed": gone("breaking", "the callback is gone"),
    "callback-url-changed": {
      direction: "none",
      level: "breaking",
      case: { base: "{$request.body#/notify}", revision: "{$request.body#/hook}" },
      text: ({ base, revision }: OperationSeen) => `is called at ${revision} (was ${base})`,
      todo: "Say there where you want to be called.",
    },
  },
} as const satisfies Pick<OperationRule, "example" | "events">;

function gone(provider: Level, text: string): OperationEvent {
  return {
    direction: "none",
    level: { consumer: "breaking", provider },
    text: () => text,
    todo: "Find a replacement.",
  };
}

function come(text: string): OperationEvent {
  return { direction: "none", level: "info", text: () => text, todo: "Nothing to do." };
}
