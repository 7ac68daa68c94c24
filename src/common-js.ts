import { createRequire } from "node:module";

/**
 * A package's CommonJS build, required. To `import` one that does not say what it is, Node reads it three times: to tell
 * the kind of module, to list what it exports, and to run it, which for TypeScript's nine megabytes takes half a second.
 * @param bundled the same by `import`, for a bundle, which has no packages beside it
 */
export async function required<T>(name: string, bundled: () => Promise<T>): Promise<T> {
  const require = createRequire(import.meta.url);
  return isThere(name, require) ? require(name) : bundled();
}

function isThere(name: string, require: NodeJS.Require): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}
