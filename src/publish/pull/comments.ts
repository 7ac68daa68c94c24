import { seenIn } from "../issue/comments.ts";

/** What a person can put on a pull request, or tick in it, to have its branch made anew. */
export const rebuildLabel = "drift:rebuild";

export function edited(): string {
  return `Somebody else committed to this branch, so driftpin no longer pushes to it. To have it made anew, without those commits, add the label \`${rebuildLabel}\` or tick the box in the text above.`;
}

export function vanished(runUrl: string | undefined): string {
  return `The vendor and the pinned contract agree again, so there is nothing left to accept. Closed, and the branch is deleted.${seenIn(runUrl)}`;
}

export function vanishedButEdited(runUrl: string | undefined): string {
  return `The vendor and the pinned contract agree again. Somebody else committed to this branch, so driftpin leaves it and this pull request to you.${seenIn(runUrl)}`;
}

export function alreadyThere(base: string, runUrl: string | undefined): string {
  return `\`${base}\` holds all of this already. Closed.${seenIn(runUrl)}`;
}
