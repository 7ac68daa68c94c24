/** What a pull request would put into the team's repository for one contract: merging it accepts the drift. */
export interface Proposal {
  readonly vendor: string;
  /**
   * Short hash of what merging it would mean: the contract, the live drift that becomes normal, the patches. What the pin
   * notes of the description's version is no part of it, for that changes with every release that changes nothing.
   */
  readonly identity: string;
  /** Short hash of the contract alone: a night that could not sample everything still knows this. */
  readonly contract: string;
  /** In order; each is sound on its own. */
  readonly commits: readonly ProposedCommit[];
}

/** One commit: why, and the files as they are to be. */
export interface ProposedCommit {
  /** Imperative, at most 72 characters. */
  readonly subject: string;
  /** What it does, why, and how it was verified. */
  readonly body: string;
  readonly files: readonly ProposedFile[];
}

/** A file as it is to be. Paths start at the root of the repository, with slashes. */
export interface ProposedFile {
  readonly path: string;
  readonly text: string;
}
