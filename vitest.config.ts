import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 30_000,
    maxWorkers: "100%", // most of the time goes by in the processes that tests spawn
    // It imports JSON without the attribute that Node asks for.
    server: { deps: { inline: [/@actions\/(languageservice|expressions|workflow-parser)/] } },
    coverage: { include: ["src/**"], reporter: ["text", "html"] },
    projects: [
      { extends: true, test: { name: "stages", include: ["test/**/*.test.ts"], exclude: ["test/cli/**"] } },
      {
        extends: true,
        test: {
          name: "cli",
          include: ["test/cli/**/*.test.ts"],
          exclude: ["test/cli/action*.test.ts"],
          globalSetup: ["test/cli/build.ts"], // these spawn what users get, so it is built first, once
        },
      },
      {
        extends: true,
        test: {
          name: "action",
          include: ["test/cli/action*.test.ts"],
          globalSetup: ["test/cli/bundle.ts"],
          testTimeout: 120_000, // each step starts a process that reads 20 MB of code
        },
      },
    ],
  },
});
