/** Those of files that may call a vendor, but are in a language that nobody here reads. */
export function unreadAmong(files: readonly string[]): string[] {
  return files.filter((file) => otherCode.test(file));
}

/** Programs, and what holds programs among other things. */
const otherCode =
  /\.(?:vue|svelte|astro|mdx|html?|ejs|hbs|pug|graphql|gql|py|rb|php|go|rs|java|kts?|scala|groovy|clj|cs|fs|vb|swift|m|mm|c|cc|cpp|h|hpp|dart|ex|exs|erl|lua|pl|r|jl|hs|ml|coffee|ls|elm|res|sh|bash|ps1|ipynb)$/i;
