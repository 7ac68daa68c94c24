import { aboutOf } from "../../impact/about.ts";
import type { Use } from "../../impact/use.ts";
import { type Care, type Sort, takeCare } from "../absence/absent.ts";
import type { Kind, Proposed } from "../kind.ts";
import { nameOf } from "../name.ts";
import { isSamePlace } from "../same-place.ts";
import { schemaOf, typesOf } from "../schema.ts";

/**
 * A value of an answer that may be missing or null from now on.
 * @example `eta` becomes nullable: `shipment.eta.slice(0, 10)` becomes `shipment.eta?.slice(0, 10)`.
 */
export const absent: Kind = {
  name: "absent",
  propose({ drift, uses, contracts }) {
    const absence = absenceOf(drift.rule);
    const about = aboutOf(drift, contracts);
    if (absence === undefined || about.kind !== "response") return [];
    const read = uses.filter(({ subject }) => isSamePlace(subject, about));
    const cares = read.flatMap((use) => takeCare(use, sortOf(use), absence) ?? []);
    return [
      proposed(
        cares.filter(({ isSure }) => isSure),
        "verified",
      ),
      proposed(
        cares.filter(({ isSure }) => !isSure),
        "likely",
      ),
    ].flatMap((one) => one ?? []);

    function sortOf({ operation, subject }: Use): Sort {
      const [type] = typesOf(schemaOf(contracts.pinned, operation, subject)).filter((one) => one !== "null");
      return type === "integer" ? "number" : sorts.find((sort) => sort === type);
    }

    function proposed(some: readonly Care[], atMost: Proposed["atMost"]): Proposed | undefined {
      const edits = some.flatMap((care) => care.edits);
      const name = nameOf(about) ?? "the body";
      if (edits.length === 0) return undefined;
      const how = absence === "null" ? "null" : "missing";
      const text = atMost === "verified" ? `Go on where ${name} is ${how}.` : `Put a default where ${name} is ${how}.`;
      return { text, edits, atMost, isRightToday: true };
    }
  },
};

const sorts = ["string", "number", "boolean", "array", "object"] as const;

function absenceOf(rule: string): "undefined" | "null" | undefined {
  if (/^response-(property|body)-became-nullable$|^response-property-null-undocumented$/.test(rule)) return "null";
  return /^response-(write-only-)?property-became-optional$/.test(rule) ? "undefined" : undefined;
}
