import type { ArtifactChange, Fix } from "sarif";
import { byFile } from "../suggest/edits.ts";
import type { Suggestion } from "../suggest/suggestion.ts";
import { neutraliseMessage } from "./neutralise.ts";
import { artifact } from "./sarif-artifact.ts";

/**
 * Patches as an editor can make them, each once.
 * @param folder way from the repository's root to the folder that the patches' files start from
 * @see SARIF 2.1.0, section 3.55
 */
export function fixesOf(suggestions: readonly Suggestion[], folder: string): Fix[] {
  const patches = suggestions.filter(({ edits = [] }) => edits.length > 0);
  const distinct = new Map(patches.map((patch) => [JSON.stringify([patch.text, patch.edits]), patch]));
  return [...distinct.values()].slice(0, fixesLimit).map(({ applicability, text, edits = [] }) => ({
    description: { text: neutraliseMessage(`${text} (${applicability})`) },
    artifactChanges: [...byFile(edits)].map(
      ([file, own]): ArtifactChange => ({
        artifactLocation: artifact(file, folder),
        replacements: own.map(({ start, end, text: inserted }) => ({
          deletedRegion: { charOffset: start, charLength: end - start },
          ...(inserted !== "" && { insertedContent: { text: inserted } }),
        })),
      }),
    ),
  }));
}

const fixesLimit = 20;
