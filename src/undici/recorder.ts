import { begin, type Capture, type DispatchOptions } from "./capture.ts";
import { atExit } from "./exit.ts";
import { part } from "./part.ts";
import { queue } from "./queue.ts";
import { type ReaderOptions, reader } from "./reader.ts";
import { recordings } from "./recording.ts";
import { readTeam } from "./team.ts";
import { warnOf } from "./warning.ts";

/** What a recorder is to do. */
export interface RecorderOptions extends ReaderOptions {
  readonly keep: keyof typeof recordings;
}

/** Records exchanges as they pass. */
export interface Recorder {
  begin(options: DispatchOptions): Capture;
  /** Once an exchange is over, well or not; more often does no harm. */
  ended(capture: Capture): void;
  /** Reads all that has ended, and writes the file. @throws the system's error, where that cannot be written. */
  flush(): Promise<void>;
}

/** While calls are under way, reading takes about 1 ms of each 100, and what comes faster is dropped. */
const busyMs = 1;
const restMs = 99;
/** When nothing is under way: a slice that a test which starts now hardly notices. */
const idleMs = 10;
/** How long what has been read may wait for the file while calls go on. */
const unwrittenMs = 1000;

/** Makes a recorder. It reads and writes between calls, on `flush()`, and when the process ends. */
export function recorder(options: RecorderOptions): Recorder {
  const { ending, start } = recordings[options.keep];
  const [waiting, recording] = [queue(), start()];
  const file = part(options.folder, options.vendor, ending);
  const { take, told } = reader(options, recording);
  const secrecy = readTeam(options.folder, options.vendor);
  let [underWay, writtenAt] = [0, 0];
  let [isWritten, isResting] = [true, false];
  atExit(() => {
    readFor(Number.POSITIVE_INFINITY);
    write();
  });
  return {
    begin(asked) {
      underWay += 1;
      return begin(asked, Date.now());
    },
    ended(capture) {
      if (capture.endedAt !== 0) return;
      underWay -= 1;
      capture.endedAt = Date.now();
      if (capture.isUpgraded) return;
      waiting.push(capture);
      isWritten = false;
      rest(restMs);
    },
    async flush() {
      await secrecy.read;
      readFor(Number.POSITIVE_INFINITY);
      write();
      await told();
    },
  };

  function rest(ms: number): void {
    if (isResting) return;
    isResting = true;
    setTimeout(work, ms).unref();
  }

  function work(): void {
    isResting = false;
    readFor(underWay > 0 ? busyMs : idleMs);
    if (waiting.size > 0) rest(underWay > 0 || !secrecy.team ? restMs : 0);
    else if (underWay > 0 && Date.now() - writtenAt < unwrittenMs) rest(unwrittenMs);
    else warnOf("the recording cannot be written", write);
  }

  function readFor(ms: number): void {
    const end = performance.now() + ms;
    const { team } = secrecy;
    if (!team) return;
    for (let capture = waiting.shift(); capture; capture = performance.now() < end ? waiting.shift() : undefined)
      take(capture, team);
  }

  /** What still waits is never read when the process has ended. */
  function write(): void {
    if (!isWritten) file.write(recording.text(waiting.dropped + waiting.size));
    [writtenAt, isWritten] = [Date.now(), true];
  }
}
