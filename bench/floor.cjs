// What no diff can be faster than: reads and parses both documents.
const { readFileSync } = require("node:fs");
const { extname } = require("node:path");

const parse = extname(process.argv[2]) === ".json" ? JSON.parse : require("js-yaml").load;
for (const path of process.argv.slice(2)) parse(readFileSync(path, "utf8"));
