import type ts from "typescript";
import type { Flow } from "../flow.ts";
import type { Known } from "../known.ts";
import { heldAs } from "../parts.ts";
import type { Step } from "./step.ts";

/** `<Row order={order} />`, `<List>{orders}</List>`; what an element of the page shows is used as it is */
export const jsxValue: Step<ts.JsxExpression> = {
  is: (parent, ts) => ts.isJsxExpression(parent),
  take({ parent: { parent }, known }, flow) {
    const { ts } = flow;
    if (ts.isJsxAttribute(parent) && ts.isIdentifier(parent.name))
      return given(parent.parent.parent, heldAs([parent.name.text], known), flow);
    if (ts.isJsxElement(parent)) return given(parent.openingElement, heldAs(["children"], known), flow);
    return ts.isJsxFragment(parent);
  },
};

/** `<Row {...order} />` */
export const jsxSpread: Step<ts.JsxSpreadAttribute> = {
  is: (parent, ts) => ts.isJsxSpreadAttribute(parent),
  take: ({ parent, known }, flow) => given(parent.parent.parent, known, flow),
};

/** A component of the team's gets it as one of its props. */
function given({ tagName }: ts.JsxOpeningLikeElement, props: Known, { ts, functions, bind }: Flow): boolean {
  const component = ts.isJsxNamespacedName(tagName) ? undefined : functions.of(tagName);
  const parameter = component?.parameters[0];
  if (parameter) bind(parameter.name, props);
  return component !== undefined;
}
