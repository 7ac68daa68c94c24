import type { Runtime } from "../runtime/index.ts";

/** Files that globs name and that may call a vendor, but are in a language that nobody here reads. */
export async function unreadIn(globs: readonly string[], folder: string, { files }: Runtime): Promise<string[]> {
  if (globs.length === 0) return [];
  return (await files.list(globs, folder)).filter((file) => otherCode.test(file));
}

/** Programs, and what holds programs among other things. */
const otherCode =
  /\.(?:vue|svelte|astro|mdx|html?|ejs|hbs|pug|graphql|gql|py|rb|php|go|rs|java|kts?|scala|groovy|clj|cs|fs|vb|swift|m|mm|c|cc|cpp|h|hpp|dart|ex|exs|erl|lua|pl|r|jl|hs|ml|coffee|ls|elm|res|sh|bash|ps1|ipynb)$/i;
