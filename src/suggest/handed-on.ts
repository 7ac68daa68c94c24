import { aboutOf } from "../impact/about.ts";
import { isBelow } from "../impact/reached.ts";
import type { Found } from "./kind.ts";

/** Whether the code hands what a drift is about on to where nobody can follow it. */
export function isHandedOn({ drift, ofOperation, contracts }: Found): boolean {
  const about = aboutOf(drift, contracts);
  return ofOperation.some(
    ({ subject }) =>
      subject.kind === "handed-on" &&
      about.kind === "response" &&
      (about.pointer === subject.pointer || isBelow(about.pointer, subject.pointer)),
  );
}
