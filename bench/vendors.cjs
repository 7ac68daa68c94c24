// Serves one description as that of every vendor, on a free port of loopback that it tells its parent. Arguments: what
// was published once, what is published later. The parent says how it answers from then on, and hears when it does so.
const { createHash } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");

const [once, later] = process.argv.slice(2).map((path) => {
  const bytes = readFileSync(path);
  return { bytes, etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"` };
});
let answers = "unchanged";

const server = createServer(({ headers }, response) => {
  const { bytes, etag } = answers === "changed" ? later : once;
  if (answers !== "whole" && headers["if-none-match"] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { "content-type": "application/json", etag }).end(bytes);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("message", (wanted) => {
  answers = wanted;
  process.send(wanted);
});
