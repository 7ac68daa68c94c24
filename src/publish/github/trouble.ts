import type { RequestError } from "octokit";
import type { Clock } from "../../runtime/index.ts";

/** What GitHub's refusal means for the run. */
export type Trouble =
  /** Too fast, or too much. `waitMs` where GitHub said how long. */
  | { readonly kind: "limited"; readonly waitMs: number | undefined }
  /** 5xx, or no answer: it may have been carried out, or not. */
  | { readonly kind: "unavailable" }
  /** `permissions` is what GitHub accepts, such as `issues=write`; undefined where it did not say. */
  | { readonly kind: "forbidden"; readonly permissions: string | undefined }
  | { readonly kind: "unauthorised" }
  | { readonly kind: "archived" }
  | { readonly kind: "locked" }
  | { readonly kind: "issues-disabled" }
  /** Deleted, transferred, or not to be seen with this token. */
  | { readonly kind: "gone" }
  /** The request does not please GitHub; `codes` are its own words, such as `already_exists`. */
  | { readonly kind: "invalid"; readonly codes: readonly string[] }
  | { readonly kind: "other" };

/**
 * Classifies an error of the client; undefined for what did not come from GitHub.
 * @see https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function troubleOf(error: unknown, clock: Clock): Trouble | undefined {
  if (!isRequestError(error)) return undefined;
  const { status, message } = error;
  if (status >= 500) return { kind: "unavailable" };
  if (status === 401) return { kind: "unauthorised" };
  if (status === 429) return { kind: "limited", waitMs: waitMs(error, clock) };
  if (status === 403) return refusal(error, clock);
  if (status === 410) return { kind: /issues (are|has been) disabled/i.test(message) ? "issues-disabled" : "gone" };
  if (status === 404 || status === 301) return { kind: "gone" };
  return status === 422 ? { kind: "invalid", codes: codes(error) } : { kind: "other" };
}

/** The client wraps what the network threw in an error with status 500, so this covers no answer, too. */
export function isRequestError(error: unknown): error is RequestError {
  return error instanceof Error && error.name === "HttpError" && "status" in error;
}

/** GitHub answers 403, not 429, for many rate limits; only headers and words tell them from a missing permission. */
function refusal(error: RequestError, clock: Clock): Trouble {
  const { message } = error;
  if (/archived so is read-only/i.test(message)) return { kind: "archived" };
  if (/is locked|been locked/i.test(message)) return { kind: "locked" };
  const limited = header(error, "retry-after") ?? (header(error, "x-ratelimit-remaining") === "0" ? "0" : undefined);
  if (limited !== undefined || /rate limit|abuse detection/i.test(message)) {
    return { kind: "limited", waitMs: waitMs(error, clock) };
  }
  return { kind: "forbidden", permissions: header(error, "x-accepted-github-permissions") };
}

/** `retry-after` is in seconds; `x-ratelimit-reset` is in seconds since 1970, and only counts where nothing remains. */
function waitMs(error: RequestError, clock: Clock): number | undefined {
  const after = Number(header(error, "retry-after") ?? Number.NaN);
  if (Number.isFinite(after)) return after * 1_000;
  const reset = Number(header(error, "x-ratelimit-reset") ?? Number.NaN);
  if (header(error, "x-ratelimit-remaining") !== "0" || !Number.isFinite(reset)) return undefined;
  return Math.max(0, reset * 1_000 - clock.now().getTime());
}

function header({ response }: RequestError, name: string): string | undefined {
  const value = response?.headers[name];
  return value === undefined ? undefined : String(value);
}

function codes({ response }: RequestError): string[] {
  const { errors } = (response?.data ?? {}) as { errors?: unknown };
  return Array.isArray(errors)
    ? errors.flatMap(({ code }: { code?: unknown }) => (typeof code === "string" ? [code] : []))
    : [];
}
