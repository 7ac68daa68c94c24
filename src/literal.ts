/** A pattern that matches just this text. */
export function literal(text: string): string {
  return text.replaceAll(/[.*+?^$|()[\]\\{}]/g, "\\$&");
}
