import type { Description, Operation } from "../../contract/contract.ts";
import { find, operationName } from "../../contract/operations.ts";
import { objectBehind } from "../../contract/reference.ts";
import type { Successor } from "../../contract/successors.ts";
import { credentialsOf } from "../../impact/credentials.ts";
import { parametersOf } from "../../impact/parameters.ts";
import type { Subject, Use } from "../../impact/use.ts";
import { canonical, type Json, join, own } from "../../json.ts";
import { isSame } from "../auth/transition.ts";
import { schemaOf, typesOf } from "../schema.ts";
import { parametersIn } from "./address.ts";

/** An operation as it is used, and the contract that it was pinned with. */
interface Used {
  readonly operation: Operation;
  readonly uses: readonly Use[];
  readonly pinned: Description;
}

/**
 * Whether another operation takes what the code sends, asks for no more, and answers with all that the code reads. What
 * nobody can follow has to be the same in both.
 */
export function fits(used: Used, successor: Successor): boolean {
  const [before, after] = [parametersIn(used.operation.path), parametersIn(successor.operation.path)];
  const isInOrder = before.every((name, i) => !after.includes(name) || after[i] === name);
  return (
    before.length === after.length &&
    isInOrder &&
    used.uses.every(({ subject }) => isCovered(subject, used, successor)) &&
    asksNoMore(used, successor) &&
    isLetIn(used, successor)
  );
}

function isCovered(subject: Subject, { operation, pinned }: Used, successor: Successor): boolean {
  if (subject.kind === "parameter" && subject.in !== "path")
    return parametersOf(successor.operation, successor.contract).some(
      (other) => other.in === subject.in && other.name === subject.name,
    );
  if (!("pointer" in subject)) return true;
  const place: Subject = subject.kind === "handed-on" ? { ...subject, kind: "response" } : subject;
  const before = schemaOf(pinned, operation, place);
  const after = schemaOf(successor.contract, successor.operation, place);
  if (subject.kind === "handed-on") return canonical(before ?? null) === canonical(after ?? null);
  if (before === undefined) return true; // what the contract never had
  return after !== undefined && canonical([...typesOf(before)].sort()) === canonical([...typesOf(after)].sort());
}

/** Whether all that has to be sent is sent already. */
function asksNoMore({ uses }: Used, { operation, contract: { document } }: Successor): boolean {
  const found = find(document, operationName(operation));
  const listed = [found?.item.parameters, found?.node.parameters].flatMap((some) => (Array.isArray(some) ? some : []));
  const isSent = (name: Json | undefined) =>
    uses.some(({ subject }) => subject.kind === "parameter" && subject.name === name);
  const needed = listed
    .map((one: Json) => objectBehind(document, one) ?? {})
    .filter((one) => one.required && one.in !== "path");
  const body = schemaOf({ document, texts: [], bundled: {} }, operation, { kind: "request", pointer: "" });
  const fields = Array.isArray(body?.required) ? body.required : [];
  const isField = (name: Json) =>
    uses.some(({ subject }) => subject.kind === "request" && subject.pointer === join("", String(name)));
  return needed.every(({ name }) => isSent(name)) && fields.every(isField);
}

/** Whether what identifies the caller is enough there, too. */
function isLetIn({ operation, pinned }: Used, successor: Successor): boolean {
  const sent = credentialsOf(operation, pinned).flat();
  const asked = credentialsOf(successor.operation, successor.contract);
  const found = find(successor.contract.document, operationName(successor.operation));
  const listed = found && (own(found.node, "security") ?? own(successor.contract.document, "security"));
  const isOpen = !Array.isArray(listed) || listed.length === 0 || listed.some((one: Json) => canonical(one) === "{}");
  return isOpen || asked.some((way) => way.every((one) => sent.some((other) => isSame(one, other))));
}
