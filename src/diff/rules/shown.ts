import { canonical, type Json } from "../../json.ts";

/** A value of the API, as a report says it. */
export function shown(value: Json | undefined): string {
  return value === undefined ? "nothing" : canonical(value);
}
