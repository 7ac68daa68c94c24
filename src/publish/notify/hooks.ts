import type { Hook } from "../../config/notify.ts";
import type { Runtime } from "../../runtime/index.ts";
import type { Delivery, Ending, Note } from "../publication.ts";
import { isFor } from "./audience.ts";
import { nameOf, note, type Ready, ready } from "./hook.ts";
import type { News } from "./news.ts";
import { notificationOf, type Occasion } from "./notification.ts";
import { type Budget, type Message, post, waitingBudget } from "./post.ts";
import { slackMessage } from "./slack.ts";

/** What telling hooks needs. */
export interface Telling {
  readonly occasion: Occasion;
  /** Everything but the sending. */
  readonly dryRun: boolean;
  readonly note: (note: Note) => void;
  readonly runtime: Runtime;
}

/**
 * Tells each hook what is its own: Slack in one message, webhooks in one each. What keeps a hook from its news is a note,
 * and keeps nothing else from happening. A hook that cannot be told is noted also on a night without news, so that the
 * first run tells.
 */
export async function tellHooks(hooks: readonly Hook[], news: readonly News[], telling: Telling): Promise<Delivery[]> {
  const budget = waitingBudget();
  const deliveries: Delivery[] = [];
  for (const hook of hooks) {
    const theirs = news.filter((one) => isFor(hook, one) && (hook.kind === "webhook" || one.isLoud));
    deliveries.push(...(await tell(hook, theirs, budget, telling)));
  }
  return deliveries;
}

async function tell(hook: Hook, news: readonly News[], budget: Budget, telling: Telling): Promise<Delivery[]> {
  const found = await ready(hook, telling.runtime);
  if ("level" in found) telling.note(found);
  const letters = lettersOf(hook, news);
  if (telling.dryRun || "level" in found) {
    const ending = telling.dryRun ? "planned" : "failed";
    return letters.map((letter) => deliveryOf(hook, letter, ending));
  }
  return send(hook, found, letters, budget, telling);
}

/** What goes into one message. */
type Letter = readonly [News, ...News[]];

function lettersOf({ kind }: Hook, [first, ...others]: readonly News[]): Letter[] {
  if (first === undefined) return [];
  return kind === "slack" ? [[first, ...others]] : [first, ...others].map((one): Letter => [one]);
}

/** One after the other. What keeps one message from its hook would keep the next, too. */
async function send(
  hook: Hook,
  to: Ready,
  letters: readonly Letter[],
  budget: Budget,
  telling: Telling,
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const letter of letters) {
    const refusal = await post(to, () => messageOf(to, letter, telling), budget, telling.runtime);
    if (refusal !== undefined) {
      const left = letters.slice(deliveries.length);
      const name = nameOf(hook);
      const count = `${left.length} of ${letters.length} ${letters.length === 1 ? "message" : "messages"}`;
      const { text, ...todo } = refusal;
      telling.note({ ...note(name, `The hook ${name} did not get ${count}: ${text}.`), ...todo });
      return [...deliveries, ...left.map((one) => deliveryOf(hook, one, "failed"))];
    }
    deliveries.push(deliveryOf(hook, letter, "done"));
  }
  return deliveries;
}

/** Signed anew each time: receivers refuse what is minutes old. */
function messageOf(to: Ready, letter: Letter, { occasion, runtime }: Telling): Message {
  if (to.kind === "slack") return { headers: {}, body: JSON.stringify(slackMessage(letter, occasion.runUrl)) };
  const body = JSON.stringify(notificationOf(letter[0], occasion));
  return { headers: to.sign(letter[0].id, runtime.clock.now(), body), body };
}

function deliveryOf(hook: Hook, letter: Letter, ending: Ending): Delivery {
  const news = letter.map(({ type, contract }) => ({ type, vendor: contract.vendor }));
  return { kind: hook.kind, to: nameOf(hook), news, ending };
}
