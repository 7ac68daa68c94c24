/** How many questions one proof may ask, and how many of them within each other. */
const stepsLimit = 2_000;
const depthLimit = 150;

/**
 * Answers a question by its key, once. `level`: how far the way to it has led into the value.
 * @param decide is asked where the answer is not known yet, and may ask on
 */
export type Prove = (key: string, level: number, decide: () => boolean) => boolean;

/**
 * Proofs about recursive schemas. A question in progress counts as proved (co-induction) where the way back to it leads
 * into the value: a smaller value is meant then. A way back through choices alone goes round in a circle, and proves
 * nothing. Answers are kept for the next proof.
 */
export function coinduction(): () => Prove {
  const settled = new Map<string, boolean>();

  return () => {
    const open = new Map<string, number>();
    const proved: string[] = [];
    let steps = stepsLimit;

    return (key, level, decide) => {
      const known = settled.get(key);
      if (known !== undefined) return known;
      const opened = open.get(key);
      if (opened !== undefined) return opened < level;
      if (steps-- <= 0 || open.size > depthLimit) return false;
      open.set(key, level);
      const before = proved.length;
      const answer = decide();
      open.delete(key);
      settle(key, answer, before);
      return answer;
    };

    function settle(key: string, answer: boolean, before: number): void {
      if (answer) proved.push(key);
      // What was proved meanwhile may have leaned on this question.
      else for (const leaning of proved.splice(before)) settled.delete(leaning);
      if (answer || steps > 0) settled.set(key, answer);
    }
  };
}
