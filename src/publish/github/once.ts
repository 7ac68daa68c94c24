import type { Runtime } from "../../runtime/index.ts";
import { troubleOf } from "./trouble.ts";

/**
 * Sends what must not happen twice. Where the answer was lost, what it should have made is looked for (three times,
 * 2 s apart) before it is sent once more.
 */
export async function once<Made>(
  send: () => Promise<Made>,
  find: () => Promise<Made | undefined>,
  runtime: Runtime,
): Promise<Made> {
  const first = await attempt(send, find, runtime);
  if ("made" in first) return first.made;
  const second = await attempt(send, find, runtime);
  if ("made" in second) return second.made;
  throw second.lost;
}

type Attempt<Made> = { readonly made: Made } | { readonly lost: unknown };

async function attempt<Made>(
  send: () => Promise<Made>,
  find: () => Promise<Made | undefined>,
  { clock, signal }: Runtime,
): Promise<Attempt<Made>> {
  try {
    return { made: await send() };
  } catch (lost) {
    if (troubleOf(lost, clock)?.kind !== "unavailable") throw lost;
    for (let looks = 0; looks < 3; looks += 1) {
      await clock.sleep(2_000, signal);
      const made = await find();
      if (made !== undefined) return { made };
    }
    return { lost };
  }
}
