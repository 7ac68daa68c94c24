import type { Json, JsonObject } from "../../json.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation, Shape } from "../sample.ts";
import { type Place, placeOf, property } from "./place.ts";
import { facets } from "./places.ts";
import type { Part } from "./response.ts";
import type { Checker, Misfit } from "./schema.ts";
import { undocumented } from "./undocumented.ts";

/** Makes deviations of one answer, at a place of it. */
export type About = (
  rule: LiveRuleId,
  keyword: string,
  text: string,
  at?: Partial<Pick<Deviation, "instancePath" | "pointer" | "written">>,
) => Deviation;

/** Holds a JSON body against the schema of its media type. */
export function ofJson(
  document: JsonObject,
  media: Part,
  body: Json,
  shape: Shape | undefined,
  checker: Checker,
  about: About,
): Deviation[] {
  const { schema } = media.node;
  if (schema === undefined) return [];
  const pointer = `${media.pointer}/schema`;
  const written = `${media.written}/schema`;
  const root: Place = { instancePath: "", pointer, facets: facets(document, schema, written) };
  return [
    ...onePerPlace(checker.response(schema, written, body)).map((misfit) =>
      ofMisfit(document, root, body, misfit, about),
    ),
    ...(shape ? undocumented(document, root, shape) : []).map((place) =>
      about(
        "response-property-undocumented",
        "properties",
        `${told(place)} is not in the contract`,
        at(place, written),
      ),
    ),
  ];
}

/** A list of a thousand items breaks the contract once, not a thousand times. */
function onePerPlace(misfits: readonly Misfit[]): Misfit[] {
  const places = misfits.map((misfit): [string, Misfit] => {
    const path = misfit.path.map((token) => (/^\d+$/.test(token) ? "*" : token));
    return [JSON.stringify([misfit.keyword, misfit.written, misfit.property, path]), misfit];
  });
  return [...new Map(places).values()];
}

function ofMisfit(document: JsonObject, root: Place, body: Json, misfit: Misfit, about: About): Deviation {
  const { keyword, property: name, message, written } = misfit;
  const owner = placeOf(document, root, body, misfit.path);
  if (keyword === "required" && name !== undefined) {
    const place = property(document, owner, name);
    return about(
      "response-property-missing",
      keyword,
      `${told(place)} is required, and not in the answer`,
      at(place, written),
    );
  }
  if (keyword === "additionalProperties" && name !== undefined) {
    const place = placeOf(document, root, body, [...misfit.path, name]);
    return about(
      "response-property-undocumented",
      keyword,
      `${told(place)} is not in the contract`,
      at(place, written),
    );
  }
  const rule = ruleOf(misfit);
  const came = rule === "response-property-null-undocumented" ? "is null, and" : "";
  const { instancePath, pointer } = owner;
  return about(rule, keyword, [told(owner), came, message].filter(Boolean).join(" "), {
    instancePath,
    pointer,
    written,
  });
}

function ruleOf({ keyword, isNull }: Misfit): LiveRuleId {
  if (isNull && ["type", "enum", "const", "oneOf", "anyOf"].includes(keyword))
    return "response-property-null-undocumented";
  if (keyword === "type") return "response-property-type-mismatch";
  if (keyword === "enum" || keyword === "const") return "response-property-enum-value-undocumented";
  if (keyword === "oneOf" || keyword === "anyOf") return "response-property-alternative-undocumented";
  return "response-property-constraint-violated";
}

function told({ instancePath }: Place): string {
  return instancePath === "" ? "the body" : instancePath;
}

/** Where a place is written: the contract's last word on it, or else its owner's. */
function at({ instancePath, pointer, facets }: Place, owner: string) {
  return { instancePath, pointer, written: facets[0]?.pointer ?? owner };
}
