/** Does something that the team's calls do not depend on: where it fails, that is a warning of the process, once for each text. */
export function warnOf(what: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    warn(what, error);
  }
}

/** Warns of what has failed, once for each text. */
export function warn(what: string, error: unknown): void {
  const text = `driftpin: ${what}: ${error instanceof Error ? error.message : String(error)}`;
  if (warned.has(text)) return;
  warned.add(text);
  process.emitWarning(text, { code: "DRIFTPIN" });
}

const warned = new Set<string>();
