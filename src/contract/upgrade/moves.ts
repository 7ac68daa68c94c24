import { join } from "../../json.ts";
import type { Description } from "../contract.ts";
import { originOf } from "../locate.ts";

/** Notes that what was at `from` is now at `to`, followed by tokens. */
export type Note = (from: string, to: string, ...tokens: readonly (string | number)[]) => void;

/** Where parts of a 2.0 document stand in the upgraded one. */
export interface Moves {
  readonly move: Note;
  /** The same for a part that also stays where it belongs: references do not follow the copy. */
  readonly copy: Note;
  /** Where a place of the old document is now. */
  forward(pointer: string): string;
  /** The origins of the moved parts, and those that were known before. */
  origins(old: Description): Description["bundled"];
}

export function moves(): Moves {
  const ahead = new Map<string, string>();
  const back = new Map<string, string>();

  function forward(pointer: string): string {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
      const moved = ahead.get(pointer.slice(0, end));
      if (moved !== undefined) return moved + pointer.slice(end);
    }
    return pointer;
  }

  return {
    forward,
    move(from, to, ...tokens) {
      const target = join(to, ...tokens);
      if (!ahead.has(from)) ahead.set(from, target); // a schema that now stands in several media types: the first is as good
      back.set(target, from);
    },
    copy(from, to, ...tokens) {
      back.set(join(to, ...tokens), from);
    },
    origins(old) {
      const known = Object.entries(old.bundled).map(([pointer, origin]) => [forward(pointer), origin] as const);
      const moved = [...back].map(([now, before]) => {
        const { file = "", pointer } = originOf(old, before);
        return [now, { file, pointer }] as const;
      });
      return Object.fromEntries([...known, ...moved]);
    },
  };
}
