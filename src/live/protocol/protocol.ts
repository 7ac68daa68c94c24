/** What one answer shows beside its body: a few words by the name of the fact. A fact that it cannot tell is absent. */
export type Protocol = Readonly<Record<string, readonly string[]>>;
