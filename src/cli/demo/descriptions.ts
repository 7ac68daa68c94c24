import type { Json, JsonObject } from "../../json.ts";

/** The vendor's description when the team pins it. Live answers fit it then. */
export const asPinned = description({
  version: "2.3.0",
  listParameters: [],
  shipmentStates: ["packed", "shipped"],
  eta: { type: "string", format: "date-time" },
});

/**
 * The vendor's description a release later: listing orders needs a region, and a shipment can be held back, so that
 * nobody knows when it arrives. That orders lose their total is said nowhere.
 */
export const asPublished = description({
  version: "2.4.0",
  listParameters: [required("query", "region", { type: "string", enum: ["eu", "us"] })],
  shipmentStates: ["packed", "shipped", "held"],
  eta: { type: ["string", "null"], format: "date-time" },
});

function description(release: {
  readonly version: string;
  readonly listParameters: readonly Json[];
  readonly shipmentStates: readonly string[];
  readonly eta: JsonObject;
}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: release.version },
    servers: [{ url: "/" }],
    paths: {
      "/orders": {
        get: {
          operationId: "listOrders",
          parameters: release.listParameters,
          responses: {
            "200": json("The orders.", { type: "array", items: ref("Order") }),
            "400": json("The request does not fit.", ref("Problem"), "application/problem+json"),
          },
        },
        post: {
          operationId: "placeOrder",
          requestBody: { required: true, ...json("What is ordered.", ref("Wish")) },
          responses: { "201": json("The order.", ref("Order")) },
        },
      },
      "/orders/{id}": {
        get: {
          operationId: "getOrder",
          parameters: [required("path", "id", { type: "string" })],
          responses: { "200": json("The order.", ref("Order")) },
        },
      },
      "/shipments/{id}": {
        get: {
          operationId: "getShipment",
          parameters: [required("path", "id", { type: "string" })],
          responses: { "200": json("The shipment.", ref("Shipment")) },
        },
      },
      "/invoices": {
        get: {
          operationId: "listInvoices",
          responses: { "200": json("The invoices.", { type: "array", items: ref("Invoice") }) },
        },
      },
      "/stock": {
        get: { operationId: "getStock", responses: { "200": json("What is in stock.", ref("Stock")) } },
      },
    },
    components: {
      schemas: {
        Order: object({ id: { type: "string" }, total: { type: "number" }, currency: { type: "string" } }),
        Wish: object({ item: { type: "string" }, count: { type: "integer", minimum: 1 } }),
        Shipment: object({
          id: { type: "string" },
          state: { type: "string", enum: release.shipmentStates },
          eta: release.eta,
        }),
        Invoice: object({ id: { type: "string" }, paid: { type: "boolean" } }),
        Stock: object({ pens: { type: "integer" }, paper: { type: "integer" } }),
        Problem: object({ title: { type: "string" }, detail: { type: "string" } }),
      },
    },
  };
}

function required(place: "path" | "query", name: string, schema: JsonObject): JsonObject {
  return { name, in: place, required: true, schema };
}

function json(text: string, schema: JsonObject, mediaType = "application/json"): JsonObject {
  return { description: text, content: { [mediaType]: { schema } } };
}

function object(properties: JsonObject): JsonObject {
  return { type: "object", required: Object.keys(properties), properties };
}

function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}
