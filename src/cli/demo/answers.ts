import type { Json } from "../../json.ts";

/** What the vendor sends back. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** How the vendor answers, by method and path. */
export type Answers = Readonly<Record<string, (query: URLSearchParams) => Answer>>;

/** Live as the pinned description says. */
export const before: Answers = {
  "GET /orders": () => ok([{ id: "o1", total: 12.5, currency: "EUR" }]),
  "POST /orders": () => ({ status: 201, body: { id: "o2", total: 4.2, currency: "EUR" } }),
  "GET /orders/o1": () => ok({ id: "o1", total: 12.5, currency: "EUR" }),
  "GET /shipments/s1": () => ok({ id: "s1", state: "shipped", eta: "2030-05-01T12:00:00Z" }),
  "GET /invoices": () => ok([{ id: "i1", paid: true }]),
  "GET /stock": () => ok({ pens: 3, paper: 500 }),
};

/**
 * Live a release later. The total is gone from orders, also from new ones, though the description keeps it, listing needs a region as published, a
 * shipment is not held back yet, invoices are rate limited and the stock is down.
 */
export const after: Answers = {
  ...before,
  "GET /orders": (query) => (query.has("region") ? ok([{ id: "o1", currency: "EUR" }]) : refused),
  "POST /orders": () => ({ status: 201, body: { id: "o2", currency: "EUR" } }),
  "GET /orders/o1": () => ok({ id: "o1", currency: "EUR" }),
  "GET /invoices": () => ({
    status: 429,
    headers: { "retry-after": "3600" },
    body: { title: "Too many requests", detail: "Try again in an hour." },
  }),
  "GET /stock": () => ({ status: 503, body: { title: "Unavailable", detail: "The stock is being counted." } }),
};

const refused: Answer = {
  status: 400,
  headers: { "content-type": "application/problem+json" },
  body: { title: "Bad request", detail: "The query parameter region is required." },
};

function ok(body: Json): Answer {
  return { status: 200, body };
}
