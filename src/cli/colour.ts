/**
 * Whether to print in colour: what the command line says, else FORCE_COLOR (any value but 0 and false), else NO_COLOR
 * (any value but none; https://no-color.org), else whether it is a terminal that can.
 */
export function wantsColour(
  flag: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  stream: { readonly isTTY?: boolean },
): boolean {
  if (flag !== undefined) return flag;
  if (env.FORCE_COLOR !== undefined) return !["0", "false"].includes(env.FORCE_COLOR);
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== "dumb";
}
