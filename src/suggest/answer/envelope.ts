import type { Description, Operation } from "../../contract/contract.ts";
import { objectBehind } from "../../contract/reference.ts";
import type { Contracts } from "../../impact/about.ts";
import { isObject, type Json, type JsonObject, own } from "../../json.ts";
import { schemaOf, typesOf } from "../schema.ts";

/** A member of an object that holds what another contract has for all of it: `data`. */
export interface Envelope {
  readonly name: string;
  /** The other members of the object. */
  readonly beside: readonly string[];
  /** Whether what it holds is the same to the letter, texts for people aside; else only the names are. */
  readonly isSame: boolean;
}

/** The envelope that answers of an operation came to be wrapped in. */
export function wrappedIn({ pinned, published }: Contracts, operation: Operation): Envelope | undefined {
  return published && envelopeOf(bodyOf(published, operation), bodyOf(pinned, operation));
}

/** The envelope that answers of an operation were wrapped in, and no longer are. */
export function unwrappedFrom({ pinned, published }: Contracts, operation: Operation): Envelope | undefined {
  return published && envelopeOf(bodyOf(pinned, operation), bodyOf(published, operation));
}

/** A schema, and the document that its references are of. */
interface Placed {
  readonly schema: JsonObject | undefined;
  readonly document: JsonObject;
}

function bodyOf(contract: Description, operation: Operation): Placed {
  return {
    schema: schemaOf(contract, operation, { kind: "response", pointer: "" }),
    document: contract.document,
  };
}

/** The one member of an object that is like a body, where the object has nothing else of that body. */
function envelopeOf(outer: Placed, body: Placed): Envelope | undefined {
  const members = propertiesOf(outer);
  const own = propertiesOf(body);
  if (!isWhole(body) || [...own.keys()].some((name) => members.has(name))) return undefined;
  const alike = [...members].filter(([, schema]) => isAlike({ schema, document: outer.document }, body));
  const [only, ...others] = alike;
  if (only === undefined || others.length > 0) return undefined;
  const [name, schema] = only;
  return {
    name,
    beside: [...members.keys()].filter((other) => other !== name),
    isSame: isSame({ schema, document: outer.document }, body),
  };
}

/** An array, or an object with names that tell it from others. */
function isWhole(body: Placed): boolean {
  return typesOf(body.schema).includes("array") || propertiesOf(body).size > 0;
}

/** Of one type, with nearly all of the names. */
function isAlike(a: Placed, b: Placed): boolean {
  const [typeOfA, typeOfB] = [typesOf(a.schema), typesOf(b.schema)].map((types) =>
    types.filter((one) => one !== "null"),
  );
  if (typeOfA?.join() !== typeOfB?.join()) return false;
  if (typeOfA?.includes("array")) return isAlike(itemOf(a), itemOf(b));
  const [names, others] = [propertiesOf(a), propertiesOf(b)];
  const shared = [...others.keys()].filter((name) => names.has(name));
  return shared.length >= others.size * enough;
}

/** Which part of the names must still be there: an answer that is wrapped may change a little on the same day. */
const enough = 0.75;

function itemOf({ schema, document }: Placed): Placed {
  return { schema: objectBehind(document, schema?.items), document };
}

/** Properties by name, those of the parts of an `allOf` among them. */
function propertiesOf({ schema, document }: Placed): Map<string, JsonObject> {
  if (schema === undefined) return new Map();
  const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
  const own = Object.entries(isObject(schema.properties) ? schema.properties : {});
  return new Map([
    ...parts.flatMap((part: Json) => [...propertiesOf({ schema: objectBehind(document, part), document })]),
    ...own.flatMap(([name, node]) => {
      const property = objectBehind(document, node);
      return property ? [[name, property] as const] : [];
    }),
  ]);
}

/** Whether two schemas say the same, references followed; those that lead back to where they came from are the same. */
function isSame(a: Placed, b: Placed): boolean {
  const open = new Map<JsonObject, JsonObject>();
  return same(a.schema, b.schema);

  function same(one: Json | undefined, other: Json | undefined): boolean {
    const [left, right] = [behind(one, a.document), behind(other, b.document)];
    if (Array.isArray(left) && Array.isArray(right))
      return left.length === right.length && left.every((item, i) => same(item, right[i]));
    if (!isObject(left) || !isObject(right)) return left === right;
    if (open.get(left) === right) return true;
    open.set(left, right);
    const names = new Set([...Object.keys(left), ...Object.keys(right)].filter((name) => !forPeople.has(name)));
    return [...names].every((name) => same(own(left, name), own(right, name)));
  }
}

function behind(node: Json | undefined, document: JsonObject): Json | undefined {
  return isObject(node) && typeof node.$ref === "string" ? objectBehind(document, node) : node;
}

const forPeople: ReadonlySet<string> = new Set(["title", "description", "example", "examples", "externalDocs"]);
