/**
 * The first value of a header in a flat list of names and values. `name` is in lower case, as the names of the list
 * are.
 */
export function headerValue(headers: readonly string[], name: string): string | undefined {
  for (let i = 0; i < headers.length; i += 2) if (headers[i] === name) return headers[i + 1];
  return undefined;
}
