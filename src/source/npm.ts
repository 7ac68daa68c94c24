import { normalize } from "node:path/posix";
import { CouldNotCheckError, UsageError } from "../errors.ts";
import { alternatives } from "./alternatives.ts";
import { sha256, textOf, tooLarge } from "./bytes.ts";
import { npmOptions } from "./npm-options.ts";
import { siblingPath } from "./sibling.ts";
import type { FetchContext, SourceKind } from "./source.ts";
import { fileInTarball } from "./tarball.ts";

/**
 * A file in a package: `npm:name@range#path`, `latest` where no range or tag is given. Registry, credentials and cache
 * are those of the user's npm. `version` is the package's. It may refer to other files of the package.
 */
export const npm: SourceKind = {
  matches: (reference) => /^npm:/i.test(reference),

  async fetch(reference, context) {
    const wanted = parsed(reference);
    const released = await resolve(reference, wanted, context);
    const bytes = await read(released, wanted.path, context);
    const file = name(released, wanted.path);
    return {
      reference,
      file,
      text: textOf(bytes, file),
      version: released.version,
      sha256: sha256(bytes),
      async sibling(relativePath) {
        const path = siblingPath(wanted.path, relativePath);
        const file = name(released, path);
        return { file, text: textOf(await read(released, path, context), file) };
      },
    };
  },
};

interface Wanted {
  readonly package: string;
  readonly range: string;
  readonly path: string;
}

/** One version of a package. */
interface Release {
  readonly package: string;
  readonly version: string;
  /** URL and checksum of its tarball. */
  readonly resolved: string;
  readonly integrity: string | undefined;
}

// Neither name nor range may hold a colon or a slash of its own: npm would take them for a URL, a folder or a git host.
const pattern = /^npm:(?<package>(?:@[\w.~-]+\/)?[\w.~-]+)(?:@(?<range>[\w.+~^<>=|* -]+))?#\/?(?<path>.+)$/i;

function parsed(reference: string): Wanted {
  const { package: packageName, range = "latest", path } = pattern.exec(reference)?.groups ?? {};
  if (packageName !== undefined && path !== undefined) return { package: packageName, range, path: normalize(path) };
  throw new UsageError("DP2001", {
    what: `"${reference}" does not name a file in a package`,
    todo: "expected npm:name@range#path, such as npm:@octokit/openapi@latest#generated/api.github.com.json",
  });
}

async function resolve(reference: string, wanted: Wanted, context: FetchContext): Promise<Release> {
  const { default: pacote } = await import("pacote");
  const options = await npmOptions(context);
  try {
    const { version, _resolved, _integrity } = await pacote.manifest(`${wanted.package}@${wanted.range}`, options);
    return { package: wanted.package, version, resolved: _resolved, integrity: _integrity };
  } catch (cause) {
    context.runtime.signal.throwIfAborted();
    throw unresolved(reference, wanted, cause as RegistryError);
  }
}

/** What pacote throws: a code, and for an unknown version those that exist. */
type RegistryError = Error & {
  readonly code?: string;
  readonly versions?: readonly string[];
  readonly distTags?: Readonly<Record<string, string>>;
};

function unresolved(reference: string, wanted: Wanted, cause: RegistryError): CouldNotCheckError {
  const where = { file: reference };
  if (cause.code === "ETARGET") {
    const existing = [...Object.keys(cause.distTags ?? {}), ...(cause.versions ?? []).toReversed()];
    const what = `${wanted.package} has no version "${wanted.range}"`;
    return new CouldNotCheckError("DP2004", { what, where, todo: alternatives(wanted.range, existing), cause });
  }
  if (cause.code === "E404") {
    const what = `the registry has no package ${wanted.package}`;
    return new CouldNotCheckError("DP2003", { what, where, todo: "check the name, and npm's registry setting", cause });
  }
  return unavailable(reference, cause);
}

function unavailable(reference: string, cause: RegistryError): CouldNotCheckError {
  const where = { file: reference };
  const what = `the npm registry could not be read (${cause.code ?? cause.message})`;
  if (cause.code === "E401" || cause.code === "E403")
    return new CouldNotCheckError("DP2011", { what, where, todo: "check npm's registry and credentials", cause });
  const todo = "check the network, and npm's registry and credentials";
  return new CouldNotCheckError("DP2005", { what, where, todo, cause });
}

async function read(release: Release, path: string, context: FetchContext): Promise<Buffer> {
  const file = name(release, path);
  const [{ default: pacote }, { Parser }] = await Promise.all([import("pacote"), import("tar")]);
  const { resolved, integrity } = release;
  const options = {
    ...(await npmOptions(context)),
    preferOnline: false, // a tarball is known by its checksum, so a cached one is as good
    resolved,
    ...(integrity === undefined ? {} : { integrity }),
  };
  const spec = `${release.package}@${release.version}`;
  const found = await pacote.tarball
    .stream(spec, (tarball) => fileInTarball(tarball, path, Parser), options)
    .catch((cause: RegistryError) => {
      context.runtime.signal.throwIfAborted();
      throw unavailable(file, cause);
    });
  if (found.kind === "file") return found.bytes;
  if (found.kind === "too-large") throw tooLarge(file);
  throw new CouldNotCheckError("DP2003", {
    what: `there is no such file in ${spec}`,
    where: { file },
    todo: alternatives(path, found.paths),
  });
}

function name(release: Release, path: string): string {
  return `npm:${release.package}@${release.version}#${path}`;
}
