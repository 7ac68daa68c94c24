import type { Json, JsonObject } from "../../json.ts";
import type { LiveRuleId } from "../rules.ts";
import type { Deviation } from "../sample.ts";
import type { Met } from "./deviation.ts";
import { type Place, placeOf, property, rootOf } from "./place.ts";
import type { Part } from "./response.ts";
import type { Check, Misfit } from "./schema.ts";
import { undocumented } from "./undocumented.ts";

/** Makes deviations of one answer, at a place of it. */
export type About = (
  rule: LiveRuleId,
  keyword: string,
  text: string,
  at?: Partial<Pick<Deviation, "instancePath" | "pointer" | "written"> & Pick<Met, "path">>,
) => Met;

/** Holds a body against the schema of its media type. */
export function ofValue(document: JsonObject, media: Part, body: Json, check: Check, about: About): Met[] {
  const { schema } = media.node;
  if (schema === undefined) return [];
  const root = rootOf(document, media);
  return [
    ...onePerPlace(check(schema, `${media.written}/schema`, body)).map((misfit) =>
      ofMisfit(document, root, body, misfit, about),
    ),
    ...undocumented(document, root, body).map(({ place, path }) =>
      about("response-property-undocumented", "properties", `${told(place)} is not in the contract`, {
        ...at(place, `${media.written}/schema`),
        path,
      }),
    ),
  ];
}

/** The first of each: a list of a thousand items breaks the contract once, not a thousand times. */
function onePerPlace(misfits: readonly Misfit[]): Misfit[] {
  const places = new Map<string, Misfit>();
  for (const misfit of misfits) {
    const path = misfit.path.map((token) => (/^\d+$/.test(token) ? "*" : token));
    const place = JSON.stringify([misfit.keyword, misfit.written, misfit.property, path]);
    if (!places.has(place)) places.set(place, misfit);
  }
  return [...places.values()];
}

function ofMisfit(document: JsonObject, root: Place, body: Json, misfit: Misfit, about: About): Met {
  const { keyword, property: name, message, written, path } = misfit;
  const owner = placeOf(document, root, body, path);
  if (keyword === "required" && name !== undefined) {
    const place = property(document, owner, name);
    return about("response-property-missing", keyword, `${told(place)} is required, and not in the answer`, {
      ...at(place, written),
      path: [...path, name],
    });
  }
  if (keyword === "additionalProperties" && name !== undefined) {
    const place = placeOf(document, root, body, [...path, name]);
    return about("response-property-undocumented", keyword, `${told(place)} is not in the contract`, {
      ...at(place, written),
      path: [...path, name],
    });
  }
  const rule = ruleOf(misfit);
  const came = rule === "response-property-null-undocumented" ? "is null, and" : "";
  const { instancePath, pointer } = owner;
  const text = [told(owner), came, message].filter(Boolean).join(" ");
  return about(rule, keyword, text, { instancePath, pointer, written, path });
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
