import { warnOf } from "./warning.ts";

const last: (() => void)[] = [];

/** Does something, at once, when this process or worker ends by itself. One listener serves all, for Node warns of many. */
export function atExit(write: () => void): void {
  if (last.length === 0) {
    process.once("exit", () => {
      for (const each of last) warnOf("the recording cannot be written", each);
    });
  }
  last.push(write);
}
