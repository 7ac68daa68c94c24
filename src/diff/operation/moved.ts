import { operationName } from "../../contract/operations.ts";
import { isObject, own } from "../../json.ts";
import type { Rename } from "../change.ts";
import { isSimilar, type Resemblance, renames } from "../renames.ts";
import type { Same } from "../same.ts";
import { memberOf } from "../side.ts";
import type { Encounter } from "./operations.ts";

type Alone = Exclude<Encounter, { readonly kind: "both" }>;

/** There are more operations than properties of one object, and whether two are the same is soon seen. */
const comparisonsLimit = 10_000;

/** Where each operation that is gone, by its name, probably is now: under another path or method. */
export function moved(met: readonly Encounter[], same: Same): (name: string) => Rename | undefined {
  const alone = met.filter((each): each is Alone => each.kind !== "both");
  const [gone, come] = (["removed", "added"] as const).map((kind) => alone.filter((each) => each.kind === kind));
  return renames(gone ?? [], come ?? [], nameOf, (old, now) => () => resemblance(old, now, same), comparisonsLimit);
}

function nameOf({ operation }: Alone): string {
  return operationName(operation);
}

function resemblance(old: Alone, now: Alone, same: Same): Resemblance | undefined {
  // What is cheap to see is looked at first: there may be thousands of pairs.
  const sameId = idOf(old) !== undefined && idOf(old) === idOf(now);
  const sameMethod = old.operation.method === now.operation.method;
  if (!sameId && !sameMethod) return undefined;
  const sameShape = holders.every((name) =>
    same(memberOf(old.view.node, name)?.node, memberOf(now.view.node, name)?.node),
  );
  if (!sameId && !sameShape) return undefined;
  const similarPath = isSimilar(old.operation.path, now.operation.path);
  if (!sameId && !similarPath && !isTelling(old)) return undefined;
  return {
    weight: 4 * Number(sameId) + 2 * Number(sameShape) + Number(similarPath) + Number(sameMethod),
    evidence: [
      ...(sameId ? ["same operation id"] : []),
      ...(sameMethod ? ["same method"] : []),
      ...(sameShape ? ["same shape"] : []),
      ...(similarPath ? ["similar path"] : []),
    ],
  };
}

/** What is sent and answered; parameters of a path are named by its template. */
const holders = ["requestBody", "responses"];

function idOf({ view }: Alone): string | undefined {
  const id = isObject(view.node.node) ? own(view.node.node, "operationId") : undefined;
  return typeof id === "string" ? id : undefined;
}

/** Whether the operation has a body of its own, and not only statuses that any neighbour may share. */
function isTelling({ view }: Alone): boolean {
  return /"(content|\$ref)":/.test(JSON.stringify(holders.map((name) => memberOf(view.node, name)?.node ?? null)));
}
