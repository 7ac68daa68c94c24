/** Milliseconds since 1970 of an HTTP date (RFC 9110, section 5.6.7), or of any date that `Date` reads. */
export function parseTime(text: string): number | undefined {
  // biome-ignore lint/style/noRestrictedGlobals: parsing reads no clock
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
