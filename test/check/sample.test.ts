import { expect, test } from "vitest";
import { sampleVendors } from "../../src/check/sample.ts";
import { order, pinnedTeam } from "./team.ts";

test("sampling tells each answer, where it does not fit the pin, and why a probe failed", async () => {
  const { config, runtime, vendor } = await pinnedTeam();
  vendor.route("/orders", { status: 503 });
  vendor.route("/orders/o1", { body: { ...order, state: "held" } });
  const { vendors } = await sampleVendors(config, { runtime });
  expect(
    vendors.map(({ vendor, samples, unknown }) => ({
      vendor,
      samples: samples.map(({ exchange, deviations, cause }) => [
        exchange.operation.path,
        deviations.map(({ rule }) => rule),
        cause,
      ]),
      unknown: unknown.map(({ cause }) => cause),
    })),
  ).toEqual([
    {
      vendor: "shop",
      samples: [
        ["/orders", expect.any(Array), "dependency"],
        ["/orders/{id}", ["response-property-enum-value-undocumented"], undefined],
      ],
      unknown: ["dependency"],
    },
  ]);
});
