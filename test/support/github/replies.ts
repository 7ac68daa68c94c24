/** What is answered: a status, a body as GitHub would write it, headers. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as GitHub words it. */
export function refused(status: number, message: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers,
    body: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
  };
}

/** `Validation Failed`, with the code that says why. */
export function invalid(resource: string, field: string | undefined, code: string, message?: string): Reply {
  const error = {
    resource,
    ...(field === undefined ? {} : { field }),
    code,
    ...(message === undefined ? {} : { message }),
  };
  return {
    status: 422,
    body: { message: "Validation Failed", errors: [error], documentation_url: "https://docs.github.com/rest" },
  };
}
