import type { Place } from "./grammar.ts";

const openapi = {
  schema: "/components/schemas",
  response: "/components/responses",
  parameter: "/components/parameters",
  example: "/components/examples",
  "request body": "/components/requestBodies",
  header: "/components/headers",
  "security scheme": "/components/securitySchemes",
  link: "/components/links",
  callback: "/components/callbacks",
} as const;

/** Where components of each kind live: JSON Pointers of their maps, in OpenAPI 3.x and in Swagger 2.0. */
export const homes: Readonly<Record<"openapi" | "swagger", Partial<Record<Place, string>>>> = {
  openapi,
  swagger: { schema: "/definitions", response: "/responses", parameter: "/parameters" },
};
