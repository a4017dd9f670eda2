/**
 * The full address of a page such as "docs/github.md#forks". A bare path would point into the user's own repository.
 */
export function docsLink(path: string): string {
  return `https://github.com/loadgate/loadgate/blob/main/${path}`;
}
