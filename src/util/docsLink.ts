/** The address of "docs/github.md#forks": by its path alone it would be looked for in the user's own repository. */
export function manual(place: string): string {
  return `https://github.com/loadgate/loadgate/blob/main/${place}`;
}
