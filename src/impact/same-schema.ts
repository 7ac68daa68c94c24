import type { Undecided } from "../drift/finding.ts";
import { isWithin } from "../drift/within.ts";
import { join, tokens } from "../json.ts";
import type { Contracts } from "./about.ts";
import { bodySchemasOf } from "./body-schemas.ts";
import type { Subject } from "./use.ts";

/** The places of a body that have the schema a drift is about. The drift itself names only the first of them. */
export interface SameSchema {
  /** How the drift would call a place in the body, if that is one of them or inside one. */
  named(pointer: string): string | undefined;
  /** Whether one of them is inside a place of the body. */
  isIn(pointer: string): boolean;
}

/**
 * Where else a body has the component that a drift is in: an address as `billing` and as `shipping`. Undefined where the
 * drift is in no component that schemas share.
 */
export function sameSchema(drift: Undecided, about: Subject, { pinned }: Contracts): SameSchema | undefined {
  const { base, revision, operation } = drift;
  const component = componentOf(base ?? revision);
  if (!operation || !component || (about.kind !== "response" && about.kind !== "request")) return undefined;
  const { kind } = about;
  const schemas = bodySchemasOf(pinned.document);
  /** The places that have the component, of those on the way to a place, the outermost first. */
  const onTheWay = (place: string): string[] => {
    const names = tokens(place);
    const ways = [...names.keys(), names.length].map((length) => join("", ...names.slice(0, length)));
    return ways.filter((way) => schemas.at(operation, kind, way).some(({ pointer }) => pointer === component));
  };
  const own = onTheWay(about.pointer).at(-1);
  if (own === undefined) return undefined;
  const inside = about.pointer.slice(own.length);
  return {
    named(pointer) {
      const place = onTheWay(pointer)
        .map((way) => way + inside)
        .find((one) => isWithin(pointer, one));
      return place === undefined ? undefined : about.pointer + pointer.slice(place.length);
    },
    isIn(pointer) {
      const isAbove = onTheWay(pointer).some((way) => isWithin(way + inside, pointer));
      return isAbove || schemas.inside(operation, kind, pointer).has(component);
    },
  };
}

/** The schema among the components that a pointer leads into. */
function componentOf(pointer: string | undefined): string | undefined {
  const [components, schemas, name] = tokens(pointer ?? "");
  return components === "components" && schemas === "schemas" && name !== undefined
    ? join("", components, schemas, name)
    : undefined;
}
