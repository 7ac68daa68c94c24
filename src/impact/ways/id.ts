/** An operation id as it is compared: libraries spell it in their own case and punctuation. */
export function plainId(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]/g, "");
}
