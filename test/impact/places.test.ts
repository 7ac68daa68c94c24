import { expect, test } from "vitest";
import { placed } from "./used.ts";

test("tests and mocks of the team's are told last, as what they are", async () => {
  const call = 'export const run = async () => { await fetch("/stock"); };';
  const files = {
    "src/__mocks__/shop.ts": call,
    "src/a.test.ts": call,
    "src/a.ts": call,
    "src/b.spec.tsx": call,
    "src/latest.ts": call,
    "src/test/setup.js": call,
  };
  expect(await placed(files)).toEqual([
    "src/a.ts:1:46 called",
    "src/latest.ts:1:46 called",
    "src/__mocks__/shop.ts:1:46 called test",
    "src/a.test.ts:1:46 called test",
    "src/b.spec.tsx:1:46 called test",
    "src/test/setup.js:1:46 called test",
  ]);
});

test("what a program wrote is no place to edit; what uses it is", async () => {
  const files = {
    "src/client.ts":
      "/* eslint-disable */\n/**\n * This file was auto-generated. Do not edit.\n */\nexport interface Order { id: string; total: number }\nexport class OrdersApi { async ordersGet(id: string): Promise<Order> { return (await fetch(`/orders/${id}`)).json(); } }",
    "src/sum.ts":
      'import { OrdersApi } from "./client.js";\nexport const sum = async () => (await new OrdersApi().ordersGet("1")).total;',
  };
  expect(await placed(files)).toEqual(["src/sum.ts:2:55 typed", "src/sum.ts:2:65 typed", "src/sum.ts:2:71 typed"]);
});

test("a word about programs further down makes no file a generated one", async () => {
  const files = {
    "src/a.ts":
      'import "./b.js";\n// Labels are auto-generated. Do not edit.\nexport const run = async () => { await fetch("/stock"); };',
  };
  expect(await placed(files)).toEqual(["src/a.ts:3:46 called"]);
});
