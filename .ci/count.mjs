// Prints `N passed, N failed` from Vitest's JSON report. A file that fails before its first test counts as one failure.
// Exits with 1 where there is no whole report, since then nothing is known to have passed.
import { readFileSync } from "node:fs";

const { passed, failed, whole } = count(readFileSync(process.argv[2], "utf8"));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = whole && failed === 0 ? 0 : 1;

function count(text) {
  if (text === "") return { passed: 0, failed: 0, whole: false };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text);
  const unloadable = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + unloadable.length, whole: true };
}
