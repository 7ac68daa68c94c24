import { describe, expect, test } from "vitest";
import { codeOwners } from "../../src/policy/codeowners.ts";
import { withOwners } from "../../src/policy/owners.ts";
import { type Files, folderWith } from "../support/folder.ts";
import { testRuntime } from "../support/runtime.ts";

const pin = "specs/shop/contract.json";

describe("a pattern of CODEOWNERS is for the pin specs/shop/contract.json", () => {
  test.each([
    ["*", true],
    ["*.json", true],
    ["*.ts", false],
    ["/specs/", true],
    ["specs/", true],
    ["/specs", true],
    ["shop/", true],
    ["/shop/", false],
    ["specs/shop", true],
    ["specs/sho", false],
    ["specs/*", false],
    ["specs/*/", true],
    ["specs/shop/*", true],
    ["/specs/**", true],
    ["**/shop/", true],
    ["/specs/s?op/", true],
    ["contract.json", true],
    ["specs/{shop,mail}/", false],
    ["specs/[s]hop/", false],
    ["!specs/", false],
    ["Specs/", false],
  ])("%s: %s", (pattern, expected) => {
    expect(codeOwners(`${pattern} @acme/shop`)(pin)).toEqual(expected ? ["@acme/shop"] : []);
  });
});

describe("of CODEOWNERS", () => {
  test.each<[string, string, readonly string[]]>([
    ["the last match wins", "* @all\n/specs/ @acme/specs @octocat\n/src/ @code", ["@acme/specs", "@octocat"]],
    ["a match that names nobody takes the owner away", "* @all\n/specs/", []],
    ["comments are passed over", "# * @nobody\n* @all # not @me\r\n", ["@all"]],
    ["an e-mail address is an owner", "* team@acme.example", ["team@acme.example"]],
    ["a line with a wrong owner is passed over", "* @all\n/specs/ somebody", ["@all"]],
    ["white space in a path is escaped", "* @all\n/our\\ specs/ @other", ["@all"]],
    ["an empty file names nobody", "", []],
  ])("%s", (_, text, expected) => expect(codeOwners(text)(pin)).toEqual(expected));
});

describe("a contract is owned by", () => {
  const shop = { name: "shop", owners: [] };
  test.each<[string, Files, string, readonly string[], readonly string[]]>([
    [
      "whom the configuration names, whatever CODEOWNERS says",
      { ".git/HEAD": "", CODEOWNERS: "* @all" },
      "",
      ["@me"],
      ["@me"],
    ],
    ["whom CODEOWNERS names for its pin", { ".git/HEAD": "", CODEOWNERS: "/specs/shop/ @all" }, "", [], ["@all"]],
    [
      "whom the first CODEOWNERS names",
      { ".git/HEAD": "", "docs/CODEOWNERS": "* @docs", CODEOWNERS: "* @root", ".github/CODEOWNERS": "* @github" },
      "",
      [],
      ["@github"],
    ],
    [
      "whom it names from the repository's root",
      { ".git/HEAD": "", CODEOWNERS: "/apps/web/specs/ @web\n/specs/ @root", "apps/web/driftpin.yaml": "" },
      "apps/web",
      [],
      ["@web"],
    ],
    ["whom it names where there is no repository", { CODEOWNERS: "/specs/ @all" }, "", [], ["@all"]],
    ["nobody, where there is no CODEOWNERS", { ".git/HEAD": "" }, "", [], []],
  ])("%s", async (_, files, folder, owners, expected) => {
    const root = await folderWith(files);
    const owned = await withOwners([{ ...shop, owners }], folder ? `${root}/${folder}` : root, testRuntime());
    expect(owned).toEqual([{ name: "shop", owners: expected }]);
  });
});
