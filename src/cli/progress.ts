import { someOf } from "../report/headline.ts";
import { terminalLine } from "../report/neutralise.ts";
import type { Progress, Task } from "../runtime/index.ts";

/** Where progress is shown. */
export interface Screen {
  write(text: string): void;
  /** Whether a person watches, so that a line may be drawn over. */
  readonly interactive: boolean;
  /** Calls back after the time unless it is cancelled by then. */
  later(ms: number, run: () => void): { cancel(): void };
  /** Draws a line that moves, until it is stopped. */
  spin(): Promise<Spinner>;
}

export interface Spinner {
  text: string;
  stop(): unknown;
}

/**
 * Tells of what takes longer than a second: as one moving line where a person watches, as plain lines elsewhere. A
 * shorter task is not mentioned, except by the text that it ends with.
 */
export function progress(screen: Screen): Progress {
  return screen.interactive ? moving(screen) : plain(screen);
}

/** A line for each task that takes long, and one for each step that it tells of afterwards. */
function plain({ write, later }: Screen): Progress {
  return {
    start(first) {
      let text = first;
      let late = false;
      const tell = () => write(`${terminalLine(text)} …\n`);
      const timer = later(patienceMs, () => {
        late = true;
        tell();
      });
      return {
        update(next) {
          text = next;
          if (late) tell();
        },
        end(last) {
          timer.cancel();
          if (last !== undefined) write(`${terminalLine(last)}\n`);
        },
      };
    },
  };
}

/** One line for all tasks that are under way, which goes away with the last of them. */
function moving({ write, later, spin }: Screen): Progress {
  const texts = new Map<Task, string>();
  let line: { timer: { cancel(): void }; spinner?: Spinner } | undefined;

  const draw = () => {
    if (line?.spinner) line.spinner.text = someOf([...texts.values()].map(terminalLine), 3);
  };
  const open = () => {
    const opened: NonNullable<typeof line> = {
      timer: later(patienceMs, async () => {
        const spinner = await spin();
        if (line !== opened) return spinner.stop(); // all ended while the spinner was loading
        opened.spinner = spinner;
        draw();
      }),
    };
    return opened;
  };
  const close = () => {
    line?.timer.cancel();
    line?.spinner?.stop();
    line = undefined;
  };

  return {
    start(first) {
      line ??= open();
      const task: Task = {
        update(text) {
          texts.set(task, text);
          draw();
        },
        end(last) {
          texts.delete(task);
          if (texts.size === 0) close();
          else draw();
          if (last !== undefined) write(`${terminalLine(last)}\n`);
        },
      };
      task.update(first);
      return task;
    },
  };
}

const patienceMs = 1_000;
