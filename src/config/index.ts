import type { Runtime } from "../runtime/index.ts";
import type { Config } from "./schema.ts";

export declare function loadConfig(runtime: Runtime, path?: string): Promise<Config>;
