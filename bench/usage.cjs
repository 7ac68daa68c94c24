// Preloaded into a measured process: tells its peak memory (bytes) and the time of its processors (ms) on file descriptor 3
// when it ends.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, [maxRSS * 1024, (userCPUTime + systemCPUTime) / 1000].join(" "));
});
