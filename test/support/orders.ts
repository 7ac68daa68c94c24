/** A description of `GET /orders`, as JSON, whose query parameters are required. */
export function orders(...required: readonly string[]): string {
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: {
      "/orders": {
        get: {
          parameters: required.map((name) => ({ name, in: "query", required: true, schema: { type: "string" } })),
          responses: { "200": { description: "The orders." } },
        },
      },
    },
  });
}
