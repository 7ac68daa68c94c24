import type { Verify } from "../../config/schema.ts";

/**
 * What of a change lets another command verify patches, or none, or gives it more. Whoever checks with this configuration
 * runs it.
 */
export function verifySettings(was: Verify | undefined, now: Verify | undefined): string[] {
  if (now === undefined) {
    return was === undefined ? [] : [`patches are no longer verified by a command, were by: ${was.command}`];
  }
  const before = was === undefined ? "by no command so far" : `so far: ${was.command}`;
  const isOther = now.command !== was?.command;
  return [
    ...(isOther ? [`patches are verified by running this command: ${now.command} (${before})`] : []),
    ...now.env
      .filter((name) => !was?.env.includes(name))
      .map((name) => `the variable ${name} would be given to the command that verifies patches`),
  ];
}
