import { expect, test } from "vitest";
import type { Json } from "../../src/json.ts";
import { inCookie, inHeader, inPath, inQuery, type Style } from "../../src/live/probe/serialize.ts";

const empty = "";
const string = "blue";
const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

/** OpenAPI 3.2.0, section 4.12.6 (Style Examples); cells that are not defined there are left out. */
test.each<[style: string, explode: boolean, written: (style: Style, value: Json) => string, cells: [Json, string][]]>([
  [
    "matrix",
    false,
    inPath,
    [
      [empty, ";color"],
      [string, ";color=blue"],
      [array, ";color=blue,black,brown"],
      [object, ";color=R,100,G,200,B,150"],
    ],
  ],
  [
    "matrix",
    true,
    inPath,
    [
      [empty, ";color"],
      [string, ";color=blue"],
      [array, ";color=blue;color=black;color=brown"],
      [object, ";R=100;G=200;B=150"],
    ],
  ],
  [
    "label",
    false,
    inPath,
    [
      [empty, "."],
      [string, ".blue"],
      [array, ".blue,black,brown"],
      [object, ".R,100,G,200,B,150"],
    ],
  ],
  [
    "label",
    true,
    inPath,
    [
      [empty, "."],
      [string, ".blue"],
      [array, ".blue.black.brown"],
      [object, ".R=100.G=200.B=150"],
    ],
  ],
  [
    "simple",
    false,
    inPath,
    [
      [empty, ""],
      [string, "blue"],
      [array, "blue,black,brown"],
      [object, "R,100,G,200,B,150"],
    ],
  ],
  [
    "simple",
    true,
    inPath,
    [
      [empty, ""],
      [string, "blue"],
      [array, "blue,black,brown"],
      [object, "R=100,G=200,B=150"],
    ],
  ],
  [
    "simple",
    false,
    inHeader,
    [
      [empty, ""],
      [string, "blue"],
      [array, "blue,black,brown"],
      [object, "R,100,G,200,B,150"],
    ],
  ],
  [
    "simple",
    true,
    inHeader,
    [
      [empty, ""],
      [string, "blue"],
      [array, "blue,black,brown"],
      [object, "R=100,G=200,B=150"],
    ],
  ],
  [
    "form",
    false,
    query,
    [
      [empty, "color="],
      [string, "color=blue"],
      [array, "color=blue,black,brown"],
      [object, "color=R,100,G,200,B,150"],
    ],
  ],
  [
    "form",
    true,
    query,
    [
      [empty, "color="],
      [string, "color=blue"],
      [array, "color=blue&color=black&color=brown"],
      [object, "R=100&G=200&B=150"],
    ],
  ],
  [
    "spaceDelimited",
    false,
    query,
    [
      [array, "color=blue%20black%20brown"],
      [object, "color=R%20100%20G%20200%20B%20150"],
    ],
  ],
  [
    "pipeDelimited",
    false,
    query,
    [
      [array, "color=blue%7Cblack%7Cbrown"],
      [object, "color=R%7C100%7CG%7C200%7CB%7C150"],
    ],
  ],
  ["deepObject", true, query, [[object, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"]]],
  [
    "cookie",
    false,
    cookie,
    [
      [empty, "color="],
      [string, "color=blue"],
      [array, "color=blue,black,brown"],
      [object, "color=R,100,G,200,B,150"],
    ],
  ],
  [
    "cookie",
    true,
    cookie,
    [
      [empty, "color="],
      [string, "color=blue"],
      [array, "color=blue; color=black; color=brown"],
      [object, "R=100; G=200; B=150"],
    ],
  ],
])("%s, explode %s, is written as the specification shows", (style, explode, written, cells) => {
  const parameter = { name: "color", style, explode, allowReserved: false, json: false };
  expect(cells.map(([value]) => [value, written(parameter, value)])).toEqual(cells);
});

test.each<[name: string, style: Partial<Style>, value: Json, expected: string]>([
  ["an empty list is left out", {}, [], ""],
  ["null is left out of an object", {}, { R: 100, G: null }, "R=100"],
  ["names are encoded too", {}, { "a&b": "c=d" }, "a%26b=c%3Dd"],
  [
    "an object goes as deep as it is",
    { style: "deepObject" },
    { price: { from: 1 }, tags: ["a", "b"] },
    "color%5Bprice%5D%5Bfrom%5D=1&color%5Btags%5D%5B0%5D=a&color%5Btags%5D%5B1%5D=b",
  ],
  ["a list goes by its indices", { style: "deepObject" }, ["a"], "color%5B0%5D=a"],
  ["half a character is replaced, for no URL can have it", {}, "a\ud800", "color=a%EF%BF%BD"],
  ["what lies deeper is JSON", {}, { R: { x: 1 } }, "R=%7B%22x%22%3A1%7D"],
  [
    "content is JSON, whatever its style",
    { json: true },
    object,
    "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
  ],
])("in a query, %s", (_, style, value, expected) => {
  const parameter = { name: "color", style: "form", explode: true, allowReserved: false, json: false, ...style };
  expect(query(parameter, value)).toBe(expected);
});

test("reserved characters in a path stay, but those that lead out of their segment", () => {
  const parameter = { name: "file", style: "simple", explode: false, allowReserved: true, json: false };
  expect(inPath(parameter, "a:b@c/../d?e#f")).toBe("a:b@c%2F..%2Fd%3Fe%23f");
});

test("a cookie is percent-encoded in the form style, and not in its own", () => {
  const parameter = { name: "color", explode: true, allowReserved: false, json: false };
  const styles = ["form", "cookie"].map((style) => cookie({ ...parameter, style }, ["a b", "c"]));
  expect(styles).toEqual(["color=a%20b; color=c", "color=a b; color=c"]);
});

function query(style: Style, value: Json): string {
  return inQuery(style, value).join("&");
}

function cookie(style: Style, value: Json): string {
  return inCookie(style, value).join("; ");
}
