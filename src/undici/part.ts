import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The file of one recorder. Others of the same vendor, in other processes and workers, have their own. */
export interface Part {
  /** Writes whole or not at all, at once: a process that ends waits for nothing. @throws the system's error. */
  write(text: string): void;
}

/** A file in `.driftpin/recordings/<vendor>/` that nobody else has. It is made by the first write. */
export function part(folder: string, vendor: string, ending: string): Part {
  const path = join(folder, ".driftpin", "recordings", vendor, `${process.pid}-${randomUUID().slice(0, 8)}.${ending}`);
  return {
    write(text) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.tmp`, text);
      renameSync(`${path}.tmp`, path);
    },
  };
}
