import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take long though they are small: last of all, one of them would run alone. */
const long = [
  "test/cli/check.test.ts",
  "test/cli/readme.test.ts",
  "test/cli/suggest.test.ts",
  "test/diff/properties.test.ts",
  "test/impact/projects/projects.test.ts",
  "test/publish/crash.test.ts",
  "test/publish/pull/crash.test.ts",
  "test/suggest/fixtures.test.ts",
  "test/suggest/running.test.ts",
];

/** Starts the long files of a project before its others: without times of an earlier run, only sizes are known. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    const isLong = ({ moduleId }: TestSpecification) => long.some((file) => moduleId.endsWith(`/${file}`));
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))];
    });
  }
}

export default defineConfig({
  test: {
    testTimeout: 30_000,
    maxWorkers: "100%", // most of the time goes by in the processes that tests spawn
    isolate: false, // nothing is kept between tests but what is compiled or parsed, and to load it anew takes half of the time
    sequence: { sequencer: LongFirst },
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
