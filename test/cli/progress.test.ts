import { describe, expect, test } from "vitest";
import { progress } from "../../src/cli/progress.ts";
import type { Progress } from "../../src/runtime/index.ts";

/** A screen that writes down what it shows; time passes when it is told to. */
function screen(interactive: boolean) {
  const shown: string[] = [];
  let waiting: (() => unknown)[] = [];
  return {
    shown,
    /** Lets the time pass that a person is patient for. */
    async wait() {
      const due = waiting;
      waiting = [];
      for (const run of due) await run();
    },
    interactive,
    write: (text: string) => shown.push(text),
    later(_ms: number, run: () => unknown) {
      waiting.push(run);
      return {
        cancel: () => {
          waiting = waiting.filter((other) => other !== run);
        },
      };
    },
    spin: async () => ({
      set text(text: string) {
        shown.push(`~ ${text}`);
      },
      stop: () => shown.push("~"),
    }),
  };
}

type Story = (start: Progress["start"], wait: () => Promise<void>) => Promise<void>;

const short: Story = async (start, wait) => {
  start("fetching").end();
  await wait();
};
const ending: Story = async (start) => start("fetching").end("fetched 1.2");
const long: Story = async (start, wait) => {
  const task = start("fetching");
  task.update("parsing");
  await wait();
  task.update("comparing");
  task.end();
};
const several: Story = async (start, wait) => {
  const [shop, post] = [start("shop"), start("post")];
  await wait();
  shop.end();
  post.end();
};
const tooLate: Story = async (start, wait) => {
  const task = start("fetching");
  const waited = wait();
  task.end();
  await waited;
};

describe.each([
  ["a short task is not mentioned", short, [], []],
  ["a task that ends with a text leaves it", ending, ["fetched 1.2\n"], ["fetched 1.2\n"]],
  [
    "a long task is told of with every step from then on",
    long,
    ["parsing …\n", "comparing …\n"],
    ["~ parsing", "~ comparing", "~"],
  ],
  ["tasks share one line, or have one each", several, ["shop …\n", "post …\n"], ["~ shop, post", "~ post", "~"]],
  ["a line that loads while its task ends goes away", tooLate, ["fetching …\n"], ["~"]],
] as const)("%s", (_, story, plain, moving) => {
  test.each([
    ["in a log", false, plain],
    ["on a terminal", true, moving],
  ])("%s", async (_, interactive, expected) => {
    const to = screen(interactive);
    await story(progress(to).start, to.wait);
    expect(to.shown).toEqual(expected);
  });
});
