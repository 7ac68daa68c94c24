import type { JsonObject } from "../../json.ts";
import { together } from "../edits.ts";
import type { Kind } from "../kind.ts";
import { nameOf } from "../name.ts";
import { typesOf } from "../schema.ts";
import type { Edit } from "../suggestion.ts";
import { isTimeText } from "../time/is-time-text.ts";
import { numberRead, textRead, unitsRead } from "../time/read.ts";
import { numberSent, textSent, unitsSent } from "../time/sent.ts";
import { type Unit, unitOf } from "../time/unit.ts";
import { type ChangedType, changedType, plainType } from "../type/changed-type.ts";
import { isDeclaration } from "../type/declaration.ts";
import { retyped } from "../type/retyped.ts";
import { isShared } from "../value.ts";

/**
 * A Unix time that became a text as ISO 8601 writes it, or the other way round. That its unit is seconds is a guess where
 * neither its name nor the code tells.
 * @example `at` becomes a `date-time`: `new Date(order.at * 1000)` becomes `new Date(order.at)`.
 */
export const time: Kind = {
  name: "time",
  propose(found) {
    const changed = changedType(found);
    const turn = changed && turnOf(changed);
    if (!turn || isShared(changed)) return [];
    const name = nameOf(changed.about) ?? "";
    const unit = unitOf(name, turn === "to text" ? unitsWritten(changed) : []);
    const edits = unit && editsOf(changed, turn, unit);
    if (!edits || edits.length === 0) return [];
    const number = unit === "s" ? "Unix seconds" : "Unix milliseconds";
    const [before, after] = turn === "to text" ? [number, "ISO 8601"] : ["ISO 8601", number];
    const how = changed.about.kind === "response" ? "Read" : "Send";
    return [{ text: `${how} ${name} as ${after} instead of ${before}.`, edits, atMost: "likely" }];
  },
};

type Turn = "to text" | "to number";

function turnOf({ before, after }: ChangedType): Turn | undefined {
  if (plainType(before) === "number" && isTimeText(after)) return "to text";
  return isTimeText(before) && plainType(after) === "number" ? "to number" : undefined;
}

function unitsWritten({ about, uses }: ChangedType): Unit[] {
  return uses.flatMap(about.kind === "response" ? unitsRead : unitsSent);
}

function editsOf(changed: ChangedType, turn: Turn, unit: Unit): Edit[] | undefined {
  const { about, before, after, uses } = changed;
  const isNullable = [before, after].some((schema: JsonObject) => typesOf(schema).includes("null"));
  const isText = turn === "to text";
  const retyping = isText
    ? { from: "number" as const, type: "string", schema: (module: string) => `${module}.string()` }
    : { from: "string" as const, type: "number", schema: (module: string) => `${module}.number()` };
  return together(
    uses.map((use) => {
      if (about.kind !== "response") return (isText ? textSent : numberSent)(use, unit);
      if (isDeclaration(use)) return retyped(use, retyping, changed);
      return (isText ? textRead : numberRead)(use, unit, isNullable);
    }),
  );
}
