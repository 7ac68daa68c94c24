// Answers every request with a page of twenty orders, on a free port of loopback that it tells its parent.
const { createServer } = require("node:http");

const order = {
  id: "o1",
  total: 12.5,
  state: "open",
  created: "2026-01-02T03:04:05Z",
  lines: [{ sku: "a", count: 2 }],
};
const page = JSON.stringify(Array.from({ length: 20 }, (_, i) => ({ ...order, id: `o${i}` })));

const server = createServer((_, response) => response.writeHead(200, { "content-type": "application/json" }).end(page));
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
