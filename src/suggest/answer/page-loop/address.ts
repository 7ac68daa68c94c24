/**
 * The text of an address, as code writes it, with a query parameter that is sent once there is a cursor.
 * @param written a literal or a template, in its quotes
 * @param empty an empty text, in the quotes of the file
 * @param cursor the name of the variable that holds the cursor
 */
export function withCursor(written: string, parameter: string, cursor: string, empty: string): string {
  const quoted = written.slice(1, -1);
  const text = written.startsWith("`") ? quoted : quoted.replaceAll(/`|\$\{/g, "\\$&");
  const sign = text.includes("?") ? "&" : "?";
  const name = encodeURIComponent(parameter);
  return `\`${text}\${${cursor} ? \`${sign}${name}=\${encodeURIComponent(${cursor})}\` : ${empty}}\``;
}
