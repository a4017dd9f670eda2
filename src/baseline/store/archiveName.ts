/** Where the build of that content lies beside a baseline in a file: a new build never takes the place of an old one. */
export function archiveBeside(path: string, contentHash: string): string {
  return `${stemOf(path)}.loadgate-${contentHash}.tar.gz`;
}

/** Where builds lay before they were called after their content. */
export function oldArchivesBeside(path: string) {
  const stem = stemOf(path);
  return { build: `${stem}.build.tar.gz`, anchor: `${stem}.anchor.tar.gz` };
}

/** Whether a file is such a build, whole or not. */
export const isArchive = (name: string): boolean => /\.loadgate-[0-9a-f]{12}\.tar\.gz(\.partial)?$/.test(name);

export const stemOf = (path: string): string => path.replace(/\.json$/, "");
