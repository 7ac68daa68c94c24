import type { CheckReport, DiffReport } from "./report.ts";

/** How one format writes a report: as one text, or in pieces. */
type Write = (report: CheckReport | DiffReport, options: RenderOptions) => string | Iterable<string>;

export interface RenderOptions {
  /** Width in columns, for formats that are read on a terminal. */
  readonly columns: number;
  readonly colour: boolean;
  /** Name every operation that a change of a diff reaches, not only the first few. */
  readonly unfold?: boolean;
  /** Way from the repository's root to the folder that the report's files start from, for formats that a forge reads. */
  readonly folder?: string | undefined;
}

interface FormatKind {
  /** What the names of its files end in. */
  readonly extensions: readonly string[];
  /** Loads it, so that no run pays for a format that it does not use. */
  readonly load: () => Promise<Write>;
}

/** The formats, by name. A new one is one file and one line here. */
const formats = {
  terminal: { extensions: ["txt"], load: async () => (await import("./terminal.ts")).terminal },
  json: { extensions: ["json"], load: async () => (await import("./json.ts")).json },
  markdown: { extensions: ["md", "markdown"], load: async () => (await import("./markdown.ts")).page },
  sarif: { extensions: ["sarif"], load: async () => (await import("./sarif.ts")).sarif },
} satisfies Record<string, FormatKind>;

export type Format = keyof typeof formats;

/** The names of all formats, the default one first. */
export const formatNames = Object.keys(formats) as readonly Format[];

/** The format that a file's name asks for, by its extension. */
export function formatOf(file: string): Format | undefined {
  const extension = file.slice(file.lastIndexOf(".") + 1).toLowerCase();
  return formatNames.find((name) => (formats[name].extensions as readonly string[]).includes(extension));
}

/** A report in one format, with a line break at its end, in one or more pieces. */
export async function render(
  report: CheckReport | DiffReport,
  format: Format,
  options: RenderOptions,
): Promise<Iterable<string>> {
  const write: Write = await formats[format].load();
  const written = write(report, options);
  return typeof written === "string" ? [written] : written;
}
