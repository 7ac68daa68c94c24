/** The part that is used of npm's own reader of settings, which comes without types. */
declare module "@npmcli/config" {
  interface ConfigOptions {
    readonly definitions: unknown;
    readonly shorthands: unknown;
    readonly flatten: unknown;
    readonly nerfDarts: unknown;
    readonly npmPath: string;
    readonly env: Record<string, string | undefined>;
    readonly argv: readonly string[];
    readonly cwd: string;
    readonly warn: boolean;
  }

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it
  export default class Config {
    constructor(options: ConfigOptions);
    load(): Promise<void>;
    readonly flat: Readonly<Record<string, unknown>>;
  }
}

declare module "@npmcli/config/lib/definitions/index.js" {
  const npm: {
    readonly definitions: unknown;
    readonly shorthands: unknown;
    readonly flatten: unknown;
    readonly nerfDarts: unknown;
  };
  // biome-ignore lint/style/noDefaultExport: it is how the package exports it
  export default npm;
}
