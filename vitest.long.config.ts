import { defineConfig } from "vitest/config";

const { FUZZ = "20", NIGHTS = "20", DEATHS = "2", SEED = String(Date.now() % 2 ** 31) } = process.env;

console.log(`FUZZ=${FUZZ} NIGHTS=${NIGHTS} DEATHS=${DEATHS} SEED=${SEED} npm run test:long`);

export default defineConfig({
  test: {
    env: { FUZZ, NIGHTS, DEATHS, SEED },
    testTimeout: 900_000,
    include: [
      "test/diff/properties.test.ts",
      "test/diff/proof/*.test.ts",
      "test/live/shape-nights.test.ts",
      "test/publish/crash.test.ts",
      "test/publish/pull/crash.test.ts",
      "test/built/canary.test.ts",
    ],
    globalSetup: ["test/built/build.ts"],
  },
});
