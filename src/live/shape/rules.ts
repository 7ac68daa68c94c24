import type { LiveRule } from "../rule.ts";

/** The rules of shapes: what answers are, against what they were when the contract was pinned. */
export const shapeRules = [
  {
    id: "response-property-vanished",
    level: "breaking",
    text: "A property that was always there when the contract was pinned is in no answer now.",
    todo: "Do without the property where you read it.",
    example: "`coupon` was in all of 30 orders, and is in none of 30: `order.coupon.code` throws.",
  },
  {
    id: "response-property-type-changed",
    level: "breaking",
    text: "A value that the contract gives no type has another JSON type than when the contract was pinned.",
    todo: "Read both types where you use the value.",
    example: "`owner` was an object, and is a text: `owner.name` is `undefined`.",
  },
  {
    id: "response-property-number-now-text",
    level: "breaking",
    text: "A number, of which the contract gives no type, is written as a text now.",
    todo: "Turn the text into a number where you calculate with the value; 1 + text joins them.",
    example: '`total` was `12.5`, and is `"12.50"`: `total + 1` is `12.501`.',
  },
  {
    id: "response-property-type-mixed",
    level: "breaking",
    text: "A value that the contract gives no type had one JSON type, and now has another one in some answers.",
    todo: "Tell the types apart where you use the value.",
    example: "`value` was a number, and is a text in some answers: `value.toFixed` throws for those.",
  },
  {
    id: "response-items-type-mixed",
    level: "breaking",
    text: "The items of a list, which the contract gives no type, were all of one JSON type, and are of several now.",
    todo: "Tell the items apart where you go through the list.",
    example: "`tags` held texts, and holds objects among them: `tag.toLowerCase` throws for those.",
  },
  {
    id: "response-property-id-format-changed",
    level: "warning",
    text: "An id has another form than when the contract was pinned, such as a UUID where there was a number.",
    todo: "Look at where you store, compare or check the id: its length and its letters are others.",
    example: "`id` was `10432`, and is a UUID: it no longer fits the column that stores it.",
  },
  {
    id: "response-property-time-format-changed",
    level: "breaking",
    text: "A time is written in another way than when the contract was pinned, such as in milliseconds instead of seconds.",
    todo: "Read the new format where you use the time.",
    example: "`created` was in seconds, and is in milliseconds: every date is in the year 58000.",
  },
  {
    id: "response-property-format-changed",
    level: "info",
    text: "A text has another format than when the contract was pinned.",
    todo: "Look at where you take the text apart.",
    example: "`avatar` was a URL, and is a name: the image is not found.",
  },
  {
    id: "response-property-now-null",
    level: "warning",
    text: "A value that never was null when the contract was pinned is null now.",
    todo: "Expect null where you use the value.",
    example: "`address` was in all orders, and is null in all: `address.city` throws.",
  },
  {
    id: "response-list-now-empty",
    level: "warning",
    text: "A list that never was empty when the contract was pinned is empty in all answers now.",
    todo: "See whether what you read moved elsewhere, and do not rely on a first item.",
    example: "`items` always had some, and has none: `items[0].id` throws.",
  },
] as const satisfies readonly LiveRule[];
