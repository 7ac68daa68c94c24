/** Whether a rule tells that an operation ends, or has. */
export function tellsOfEnd(rule: string): boolean {
  return /^(api-(path-)?removed-|endpoint-deprecated|api-deprecated-|api-sunset-|protocol-(sunset|deprecation|successor)-)/.test(
    rule,
  );
}
