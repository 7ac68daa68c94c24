/** Milliseconds since 1970 of an HTTP date (RFC 9110, section 5.6.7), or of any date that `Date` reads. */
export function parseTime(text: string): number | undefined {
  // biome-ignore lint/style/noRestrictedGlobals: parsing reads no clock
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** The day of a time in milliseconds since 1970, in UTC: `2026-01-02`. */
export function day(time: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: formatting reads no clock
  return new Date(time).toISOString().slice(0, 10);
}
