import type { JSONScanner } from "jsonc-parser";
import { CouldNotCheckError } from "../errors.ts";
import type { Json } from "../json.ts";
import type { SourceText } from "../source/source.ts";
import { depthLimit, excess } from "./limits.ts";
import { whereIs } from "./position.ts";

/**
 * JSON (RFC 8259), a byte order mark allowed. `__proto__` is a name like any other.
 *
 * @throws CouldNotCheckError with line and column.
 */
export async function parseJson(source: SourceText): Promise<Json> {
  const tree = await parsed(source);
  const what = excess(tree);
  if (what === undefined) return tree;
  const { createScanner } = await import("jsonc-parser");
  const offset = firstTooDeep(createScanner(source.text, true)) ?? 0;
  throw new CouldNotCheckError("DP3004", { what, where: whereIs(source, offset), todo: "split the description" });
}

async function parsed(source: SourceText): Promise<Json> {
  try {
    return JSON.parse(source.text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const { what, offset } = await explain(source.text);
    throw new CouldNotCheckError("DP3002", {
      what,
      where: whereIs(source, offset),
      todo: "publish or download the file again, whole",
      cause,
    });
  }
}

// V8 names the position of some syntax errors only, and differently in every version of Node.
async function explain(text: string): Promise<{ what: string; offset: number }> {
  const { createScanner, printParseErrorCode, visit } = await import("jsonc-parser");
  const scanner = createScanner(text, true);
  const tooDeep = firstTooDeep(scanner);
  if (tooDeep !== undefined) return { what: `more than ${depthLimit} levels of nesting`, offset: tooDeep };
  const end = text.trimEnd().length;
  let first: { what: string; offset: number } | undefined;
  visit(
    text,
    {
      onError(error, offset) {
        first ??=
          offset >= end
            ? { what: "the JSON is cut off: it ends before it is complete", offset: end }
            : { what: `this is not JSON: ${inWords(printParseErrorCode(error))}`, offset };
      },
    },
    { disallowComments: true },
  );
  return first ?? { what: "this is not JSON", offset: 0 };
}

/** jsonc-parser's visitor recurses, so it must not see what is too deep; its scanner does not. */
function firstTooDeep(scanner: JSONScanner): number | undefined {
  let depth = 0;
  for (let token = scanner.scan(); token !== tokens.end; token = scanner.scan()) {
    if (token === tokens.openBrace || token === tokens.openBracket) depth += 1;
    if (token === tokens.closeBrace || token === tokens.closeBracket) depth -= 1;
    if (depth > depthLimit) return scanner.getTokenOffset();
  }
  return undefined;
}

// jsonc-parser's `SyntaxKind`, which is a const enum: isolated modules cannot import it.
const tokens = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 } as const;

/** `CommaExpected` → "comma expected". */
function inWords(code: string): string {
  return code.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
