import { protocolRules } from "./protocol/facts.ts";
import type { LiveRule } from "./rule.ts";
import { shapeRules } from "./shape/rules.ts";

/** The rules of live answers, in the order in which an answer is read. */
export const rules = [
  {
    id: "request-refused",
    level: "breaking",
    text: "The vendor refuses a request that satisfies the pinned contract.",
    todo: "Look at what the published description asks for now, and send that.",
  },
  {
    id: "operation-gone",
    level: "breaking",
    text: "The vendor no longer answers at an address that the pinned contract has.",
    todo: "Move to the operation that replaces it.",
  },
  {
    id: "response-redirected-permanently",
    level: "warning",
    text: "The vendor says that the operation has moved for good.",
    todo: "Call the new address; clients that do not follow redirects fail already.",
  },
  {
    id: "operation-undocumented",
    level: "info",
    text: "The vendor was asked at an address that the contract does not have.",
    todo: "Look whether the description is complete, before you rely on the operation.",
  },
  {
    id: "response-status-undocumented",
    level: "warning",
    text: "The answer has a status that the contract does not document.",
    todo: "Handle this status where you call the operation.",
  },
  {
    id: "response-media-type-undocumented",
    level: "breaking",
    text: "The answer has a media type that the contract does not document for its status.",
    todo: "Read the new media type, or ask for the old one in Accept.",
  },
  {
    id: "response-header-missing",
    level: "warning",
    text: "A header that the contract promises is not in the answer.",
    todo: "Do without the header.",
  },
  {
    id: "response-header-mismatch",
    level: "info",
    text: "A header says something that the contract does not allow.",
    todo: "Do not rely on the form of the header where you read it.",
  },
  {
    id: "response-body-missing",
    level: "breaking",
    text: "The answer is empty where the contract documents a body.",
    todo: "Accept an empty answer where you read the body.",
  },
  {
    id: "response-body-unparsable",
    level: "breaking",
    text: "The body is not what its media type says.",
    todo: "Guard the place where you parse the answer.",
  },
  {
    id: "response-property-missing",
    level: "breaking",
    text: "A property that the contract requires is not in the answer.",
    todo: "Do without the property where you read it.",
  },
  {
    id: "response-property-type-mismatch",
    level: "breaking",
    text: "A value has a JSON type that the contract does not allow.",
    todo: "Read both types where you use the value.",
  },
  {
    id: "response-property-null-undocumented",
    level: "breaking",
    text: "A value is null where the contract does not allow null.",
    todo: "Expect null where you use the value.",
  },
  {
    id: "response-property-alternative-undocumented",
    level: "breaking",
    text: "A value fits none of the alternatives that the contract offers.",
    todo: "Expect a further alternative where you tell them apart.",
  },
  {
    id: "response-property-enum-value-undocumented",
    level: "warning",
    text: "A value is none of those that the contract lists.",
    todo: "Give unlisted values a default branch.",
  },
  {
    id: "response-property-constraint-violated",
    level: "info",
    text: "A value breaks a bound, a length, a pattern or a format of the contract.",
    todo: "Do not rely on the constraint where you validate or store the value.",
  },
  {
    id: "response-property-undocumented",
    level: "info",
    text: "The answer has a property that the contract does not know.",
    todo: "Nothing, unless you refuse unknown properties.",
  },
  ...shapeRules,
  ...protocolRules,
] as const satisfies readonly LiveRule[];

/** The id of a live rule. */
export type LiveRuleId = (typeof rules)[number]["id"];
