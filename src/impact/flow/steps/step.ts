import type ts from "typescript";
import type { Project } from "../../project/index.ts";
import type { Flow } from "../flow.ts";
import type { Known } from "../known.ts";

/** One way in which code goes on with a value. */
export interface Step<Parent extends ts.Node = ts.Node> {
  /** The kind of node that it takes: what stands right around the expression that has the value. */
  is(parent: ts.Node, ts: Project["ts"]): parent is Parent;
  /**
   * Takes the value to where it goes on. False where that is not this way after all: the next step is asked, and after the
   * last one, the value is handed on to where nobody can follow it.
   */
  take(going: Going<Parent>, flow: Flow): boolean;
}

/** A value on its way. */
export interface Going<Parent extends ts.Node = ts.Node> {
  readonly parent: Parent;
  /** The expression that has the value, right below the parent. */
  readonly node: ts.Node;
  readonly known: Known;
}
