import type { Json } from "../../json.ts";

/** What the vendor sends back. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
}

/** How the vendor answers, by path. */
export type Answers = Readonly<Record<string, (query: URLSearchParams) => Answer>>;

/** Live as the pinned description says. */
export const before: Answers = {
  "/orders": () => ok([{ id: "o1", total: 12.5, currency: "EUR" }]),
  "/orders/o1": () => ok({ id: "o1", total: 12.5, currency: "EUR" }),
  "/shipments/s1": () => ok({ id: "s1", state: "shipped" }),
  "/invoices": () => ok([{ id: "i1", paid: true }]),
  "/stock": () => ok({ pens: 3, paper: 500 }),
};

/**
 * Live a release later. The total is gone though the description keeps it, listing needs a region as published, a
 * shipment is not held back yet, invoices are rate limited and the stock is down.
 */
export const after: Answers = {
  ...before,
  "/orders": (query) => (query.has("region") ? ok([{ id: "o1", currency: "EUR" }]) : refused),
  "/orders/o1": () => ok({ id: "o1", currency: "EUR" }),
  "/invoices": () => ({
    status: 429,
    headers: { "retry-after": "3600" },
    body: { title: "Too many requests", detail: "Try again in an hour." },
  }),
  "/stock": () => ({ status: 503, body: { title: "Unavailable", detail: "The stock is being counted." } }),
};

const refused: Answer = {
  status: 400,
  headers: { "content-type": "application/problem+json" },
  body: { title: "Bad request", detail: "The query parameter region is required." },
};

function ok(body: Json): Answer {
  return { status: 200, body };
}
