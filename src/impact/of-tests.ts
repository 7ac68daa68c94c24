/** Whether a file, by its path, is a test of the team's, or stands in for something in tests. */
export function isOfTests(path: string): boolean {
  return /\.(test|spec)\.[cm]?[jt]sx?$|(^|\/)(__tests__|__mocks__|tests?)\//.test(path);
}
