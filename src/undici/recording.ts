import { operationName } from "../contract/operations.ts";
import { receive } from "../live/observe.ts";
import { entryOf, type Overheard, secretsOf } from "../live/recording/write-exchange.ts";
import { type HarEntry, har } from "../live/recording/write-har.ts";
import { mergeRecorded, nothing, type RecordedShapes, recordingOf } from "../live/recording/write-shapes.ts";
import type { Team } from "../live/redact/team.ts";
import { type Addresses, addresses } from "./addresses.ts";
import type { Located } from "./operation.ts";

/** What is kept of the exchanges so far. */
export interface Recording {
  /** Takes in an exchange; nothing of it is kept that is a secret or a value. */
  add(overheard: Overheard, located: Located, team: Team): void;
  /** Counts one that could not be read. */
  lose(): void;
  /** The file's text, with how many exchanges were dropped before they could be read. */
  text(dropped: number): string;
}

/** The kinds of recording, each with the ending of its file's name. */
export const recordings = {
  shapes: { ending: "json", start: shapesRecording },
  exchanges: { ending: "har", start: exchangesRecording },
} as const satisfies Record<string, { ending: string; start: () => Recording }>;

/** So many operations and statuses are told apart as they come. */
const partsLimit = 1000;

function shapesRecording(): Recording {
  const parts = new Map<string, RecordedShapes>();
  const asked = addresses();
  let lost = 0;
  return {
    add({ request, reply: { answer }, unread }, { operation, known, pin }, team) {
      const { shape } = answer.kind === "answer" ? receive(answer, secretsOf(request), team) : {};
      const one = recordingOf({
        pin,
        operation,
        answer,
        shape,
        isUnread: unread !== undefined,
        ...(known === false && { unmatchedAt: request.url.host }),
      });
      const own = `${operationName(operation)} ${answer.kind === "answer" ? answer.status : ""}`;
      const name = parts.has(own) || parts.size < partsLimit ? own : "";
      parts.set(name, mergeRecorded(parts.get(name) ?? nothing, one));
      asked.add(own, request.url);
    },
    lose: () => {
      lost += 1;
    },
    text(dropped) {
      const whole = [...parts.values()].reduce(mergeRecorded, { ...nothing, dropped: dropped + lost });
      return `${JSON.stringify({ ...whole, answers: counted(whole.answers, asked) }, null, 2)}\n`;
    },
  };
}

/** How often each was asked anew is only known here: one exchange by itself cannot tell. */
function counted(answers: RecordedShapes["answers"], asked: Addresses): RecordedShapes["answers"] {
  return Object.fromEntries(
    Object.entries(answers).map(([name, one]) => [name, { ...one, addresses: asked.count(name) || one.addresses }]),
  );
}

/** Enough of one operation and status to show what it looks like, and enough of all of them for one file. */
const alikeLimit = 20;
const charactersLimit = 32 * 1024 * 1024;

function exchangesRecording(): Recording {
  const entries: HarEntry[] = [];
  const alike = new Map<string, number>();
  let [characters, spare, lost] = [0, 0, 0];
  return {
    add(overheard, { operation }, team) {
      const { answer } = overheard.reply;
      const name = `${operation.method} ${operation.path} ${answer.kind === "answer" ? answer.status : answer.code}`;
      const others = alike.get(name) ?? 0;
      if (others >= alikeLimit || characters > charactersLimit) {
        spare += 1;
        return;
      }
      const entry = entryOf(overheard, team);
      alike.set(name, others + 1);
      characters += JSON.stringify(entry).length;
      entries.push(entry);
    },
    lose: () => {
      lost += 1;
    },
    text: (dropped) => `${JSON.stringify(har(entries, leftOut(spare, dropped + lost)), null, 2)}\n`,
  };
}

function leftOut(spare: number, dropped: number): string | undefined {
  const told = [
    ...(spare > 0 ? [`${spare} more exchanges like these are not kept`] : []),
    ...(dropped > 0 ? [`${dropped} exchanges were dropped, because too many waited or they could not be read`] : []),
  ];
  return told.length > 0 ? told.join("; ") : undefined;
}
