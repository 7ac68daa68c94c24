import { isObject } from "../../json.ts";
import { essence } from "../conformance/media-type.ts";
import { teller } from "../shape/keys.ts";
import { fact } from "./fact.ts";
import { enumerate } from "./words.ts";

/** How errors of ours are told: problem details (RFC 9457), or the members of the vendor's own shape. */
export const errorEnvelope = fact({
  name: "errorEnvelope",
  of: "operation",
  rules: [
    {
      id: "protocol-error-envelope-changed",
      level: "warning",
      text: "Errors have another shape than when the contract was pinned.",
      todo: "Read both shapes where you handle errors.",
      example:
        '`{ "error": { "message": … } }` becomes problem details: `body.error.message` throws in the error handler.',
    },
  ],
  read({ status, headers, content }) {
    if (status < 400 || status > 499 || content.kind !== "json" || !isObject(content.value)) return undefined;
    const tell = teller(content.value);
    const isProblem = essence(headers["content-type"]) === "application/problem+json";
    const members = [...(isProblem ? ["problem details"] : []), ...Object.keys(content.value).map(tell)];
    return [...new Set(members.slice(0, mostMembers).map((member) => `${status} ${member}`))].sort();
  },
  tell({ came, went, now }) {
    const lost = went.filter((word) => statuses(now).has(statusOf(word)));
    if (lost.length === 0) return undefined;
    const names = (words: readonly string[]) => enumerate(words.map((word) => word.slice(word.indexOf(" ") + 1)));
    const instead = came.length > 0 ? `, and has ${names(came)}` : "";
    return {
      rule: "protocol-error-envelope-changed",
      text: `an error (${[...statuses(lost)].join(", ")}) no longer has ${names(lost)}${instead}`,
      same: [...lost, ...came],
    };
  },
});

/** More members than this are data. */
const mostMembers = 12;

function statusOf(word: string): string {
  return word.split(" ", 1)[0] ?? "";
}

function statuses(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(statusOf));
}
