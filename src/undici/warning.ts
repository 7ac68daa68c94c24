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
  tell(`${what}: ${error instanceof Error ? error.message : String(error)}`);
}

/** The same, of an error whose message may hold a value of an exchange. */
export function warnWithoutValues(what: string, error: unknown): void {
  tell(`${what} (${error instanceof Error ? error.name : typeof error})`);
}

function tell(what: string): void {
  const text = `driftpin: ${what}`;
  if (warned.has(text)) return;
  warned.add(text);
  process.emitWarning(text, { code: "DRIFTPIN" });
}

const warned = new Set<string>();
