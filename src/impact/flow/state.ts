import type ts from "typescript";
import type { Flow } from "./flow.ts";

/** What React keeps for a component that a function sets: `order` of `const [order, setOrder] = useState()`. */
export function stateSetBy(setter: ts.Expression, { ts, references }: Flow): ts.BindingName | undefined {
  const declaration = ts.isIdentifier(setter) ? references.symbolOf(setter)?.valueDeclaration : undefined;
  if (declaration === undefined || !ts.isBindingElement(declaration)) return undefined;
  const { parent: pattern } = declaration;
  const isSetter = ts.isArrayBindingPattern(pattern) && pattern.elements[1] === declaration;
  const made = ts.isVariableDeclaration(pattern.parent) ? pattern.parent.initializer : undefined;
  return isSetter && made ? stateOf(made, ts) : undefined;
}

/** What `useState(…)` gives first. */
export function stateOf(made: ts.Expression, ts: Flow["ts"]): ts.BindingName | undefined {
  const { parent } = made;
  const isState = ts.isCallExpression(made) && /^(React\.)?useState$/.test(made.expression.getText());
  if (!isState || !ts.isVariableDeclaration(parent) || !ts.isArrayBindingPattern(parent.name)) return undefined;
  const [state] = parent.name.elements;
  return state && ts.isBindingElement(state) ? state.name : undefined;
}
