import type { Fetched } from "../source/source.ts";
import { bundle, refersOutside } from "./bundle.ts";
import type { Description } from "./contract.ts";
import { isJson, parse } from "./parse.ts";
import { requireParts, requireVersion } from "./require.ts";
import { upgrade } from "./upgrade.ts";
import type { Known } from "./yaml/reuse.ts";

/**
 * A fetched text as a description: OpenAPI 3.0, 3.1 or 3.2 as it is, Swagger 2.0 upgraded to 3.0, other files of the same
 * source bundled where `$ref`s lead to them.
 *
 * @param like another version of it: YAML is read faster with its help
 * @throws CouldNotCheckError with line and column: what cannot be parsed, is no OpenAPI, of an unknown version, or has
 * neither paths nor anything else that OpenAPI 3.1 allows in their place.
 */
export async function load(fetched: Fetched, like?: Description): Promise<Description> {
  const alone = await requireVersion(await parse(fetched, like && asRead(like)), fetched);
  const whole = refersOutside(fetched.text) ? await bundle(alone, fetched) : alone;
  const description = "swagger" in whole.document ? upgrade(whole) : whole;
  await requireParts(description);
  return description;
}

/** The one YAML text of a description with its value; undefined where the value is not what the text says. */
function asRead({ document, texts: [only, ...others], bundled }: Description): Known | undefined {
  if (!only || others.length > 0 || Object.keys(bundled).length > 0 || isJson(only.text)) return undefined;
  const isUpgraded = /^["' ]*swagger\b/m.test(only.text);
  return isUpgraded ? undefined : { text: only.text, value: document };
}
