/** How our issues and pull requests are told from others. */
export interface Ours {
  readonly label: string;
  /** Logins, compared without regard to case, as GitHub does. */
  readonly authors: readonly string[];
}

/** Whether something was written by one of our authors. */
export function isOurs(login: string | undefined, authors: Ours["authors"]): boolean {
  return authors.some((author) => author.toLowerCase() === login?.toLowerCase());
}
