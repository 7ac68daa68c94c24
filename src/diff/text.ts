import { tokens } from "../json.ts";

/** How people name a place below a body, parameter or header: `items[].price of response 200`. */
export function placeOf(subject: string, path: string): string {
  return path === "" ? subject : `${path} of ${subject}`;
}

/** Subject and what is said of it; an operation itself is not named again. */
export function sentence(subject: string, said: string): string {
  if (subject === "") return said;
  return verbs.test(said) ? `${subject} ${said}` : `${subject}: ${said}`;
}

const verbs = /^(is|may|must|has|can|need|needs|accepts|matches|defaults|lists|selects|ends)\b/;

/** A way into a schema as people write it: `items[].price` for `/properties/items/items/properties/price`. */
export function dotted(pointer: string): string {
  const steps = tokens(pointer);
  let path = "";
  for (let i = 0; i < steps.length; i++) {
    const [step = "", next = ""] = [steps[i], steps[i + 1]];
    const isNamed = named.has(step);
    path += isNamed ? namedStep(step, next) : (plain[step] ?? `(${step})`);
    if (isNamed) i++;
  }
  return path.replace(/^\./, "");
}

const plain: Readonly<Record<string, string>> = { items: "[]", additionalProperties: ".*" };

function namedStep(step: string, name: string): string {
  switch (step) {
    case "properties":
      return `.${name}`;
    case "prefixItems":
      return `[${name}]`;
    case "patternProperties":
      return `./${name}/`;
    case "discriminator":
      return `(${name})`;
    default:
      return `(${step} ${name})`;
  }
}

/** Keywords below which the next step is a name or an index. */
const named: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "prefixItems",
  "oneOf",
  "anyOf",
  "dependentSchemas",
  "dependentRequired",
  "discriminator",
]);
