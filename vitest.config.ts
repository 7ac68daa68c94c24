import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take long though they are small: last of all, one of them would run alone. */
const long = [
  "test/built/action-bundle.test.ts",
  "test/built/canary.test.ts",
  "test/built/readme.test.ts",
  "test/built/verify.test.ts",
  "test/diff/properties.test.ts",
  "test/impact/projects/projects.test.ts",
  "test/publish/crash.test.ts",
  "test/publish/pull/crash.test.ts",
  "test/publish/pull/way-git.test.ts",
  "test/suggest/fixtures.test.ts",
  "test/suggest/typed.test.ts",
];

/** Starts what is built first, and in each project the long files: without times of an earlier run, only sizes are known. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((file) => moduleId.endsWith(`/${file}`));
    const rank = (file: TestSpecification) => (file.project.name === "built" ? 0 : 2) + (isLong(file) ? 0 : 1);
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    testTimeout: 30_000,
    maxWorkers: "100%", // much of the time goes by in the processes that tests spawn
    isolate: false, // nothing is kept between tests but what is compiled or parsed, and to load it anew takes half of the time
    sequence: { sequencer: LongFirst },
    // It imports JSON without the attribute that Node asks for.
    server: { deps: { inline: [/@actions\/(languageservice|expressions|workflow-parser)/] } },
    coverage: { include: ["src/**"], reporter: ["text", "html"] },
    projects: [
      { extends: true, test: { name: "stages", include: ["test/**/*.test.ts"], exclude: ["test/built/**"] } },
      {
        extends: true,
        test: {
          name: "built",
          include: ["test/built/**/*.test.ts"],
          globalSetup: ["test/built/build.ts", "test/built/bundle.ts"], // these spawn what users get, so it is built first, once
          testTimeout: 120_000, // each process loads all of its code, and the action's is 20 MB
        },
      },
    ],
  },
});
