import { z } from "zod";
import { duration } from "./units.ts";

const line = () => z.string().min(1).meta({ description: "A command line, which the shell runs: npm test." });

const minutes = 60_000;
const timeoutMs = 10 * minutes;

/** The command that says whether the team's code still does what it should; milliseconds once parsed. */
export const verify = z
  .union([
    line(),
    z.strictObject({
      command: line(),
      timeout: duration.prefault("10m").meta({ description: "For one run; it is killed when it takes longer." }),
      env: z.array(z.string().min(1)).default([]).meta({
        description: "Names of variables that it gets although they look secret, or this file uses them as secrets.",
      }),
    }),
  ])
  .meta({
    description:
      "A command line of the team's own, such as npm test: patches are called verified only if it passes with them, in a scratch worktree. Default: what the compiler says is enough.",
  })
  .transform((given) =>
    typeof given === "string"
      ? { command: given, timeoutMs, env: [] }
      : { command: given.command, timeoutMs: given.timeout, env: given.env },
  );

export type Verify = z.output<typeof verify>;
