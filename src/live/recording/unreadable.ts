import { CouldNotCheckError } from "../../errors.ts";

/** What to throw where reading a recording has failed: a system's error as one that says which file (DP4101), any other as it is. */
export function unreadable(cause: unknown, file: string): unknown {
  if (!isSystemError(cause)) return cause;
  return new CouldNotCheckError("DP4101", {
    what: `the recording cannot be read (${cause.code})`,
    where: { file },
    todo: cause.code === "ENOENT" ? "there is no such file" : "it must be a readable file",
    cause,
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}
