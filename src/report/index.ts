import type { CheckReport, DiffReport } from "./report.ts";

/** How one format writes a report. */
export type Render = (report: CheckReport | DiffReport, options: RenderOptions) => string;

export interface RenderOptions {
  /** Width in columns, for formats that are read on a terminal. */
  readonly columns: number;
  readonly colour: boolean;
}

/** The formats by name, each loaded when it is asked for. A new format is one file and one line here. */
const formats = {
  terminal: async () => (await import("./terminal.ts")).terminal,
  json: async () => (await import("./json.ts")).json,
  markdown: async () => {
    const { markdown } = await import("./markdown.ts");
    return (report) => `${markdown(report)}\n`;
  },
} satisfies Record<string, () => Promise<Render>>;

export type Format = keyof typeof formats;

/** The names of all formats. */
export const formatNames = Object.keys(formats) as readonly Format[];

/** A report in one format, with a line break at its end. */
export async function render(
  report: CheckReport | DiffReport,
  format: Format,
  options: RenderOptions,
): Promise<string> {
  const write = await formats[format]();
  return write(report, options);
}
