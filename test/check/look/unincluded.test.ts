import { expect, test } from "vitest";
import { unincluded } from "../../../src/check/look/unincluded.ts";

const contract = { document: { paths: { "/orders": { get: {} }, "/orders/{id}": { get: {} } } } };

test.each([
  { pinned: [], now: ["GET /stock"], told: [] },
  { pinned: ["GET /orders"], now: ["GET /orders"], told: [] },
  { pinned: ["/orders/**"], now: ["GET /orders/{order}"], told: [] },
  { pinned: ["GET /orders", "GET /stock"], now: ["GET /orders"], told: [] },
  { pinned: ["GET /orders"], now: ["used"], told: [] },
  {
    pinned: ["GET /orders"],
    now: ["GET /orders", "GET /stock", "tag:money"],
    told: [
      'include has "GET /stock", and the pin was made without it',
      'include has "tag:money", and the pin was made without it',
    ],
  },
  {
    pinned: ["GET /orders", "tag:money"],
    now: undefined,
    told: ["all operations are included, and the pin was made of GET /orders, tag:money"],
  },
])("where a pin was made of $pinned, and $now is included now, what nobody looks at is unknown", (one) => {
  const found = unincluded({ name: "shop", include: one.now }, { contract, pin: { include: one.pinned } });
  expect(found).toEqual(
    one.told.map((text) => ({
      cause: "consumer",
      step: 6,
      text,
      todo: "Pin again: driftpin pin shop.",
      steps: [],
    })),
  );
});
