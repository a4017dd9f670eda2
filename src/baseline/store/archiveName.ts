/** Path of a build beside a baseline file. The name contains the hash, so a new build never overwrites an old one. */
export function hashedArchivePath(baselinePath: string, contentHash: string): string {
  return `${pathStem(baselinePath)}.loadgate-${contentHash}.tar.gz`;
}

/** Paths that older versions of Loadgate used. */
export function legacyArchivePaths(baselinePath: string) {
  const stem = pathStem(baselinePath);
  return { build: `${stem}.build.tar.gz`, anchor: `${stem}.anchor.tar.gz` };
}

/** Path of the head's images while a run measures. They become part of its build. */
export function imageArchivePath(baselinePath: string): string {
  return `${pathStem(baselinePath)}.loadgate-images.tar`;
}

/** The file is a build beside a baseline file, complete or partly written. */
export const isArchive = (name: string): boolean =>
  /\.loadgate-([0-9a-f]{12}\.tar\.gz(\.partial)?|images\.tar)$/.test(name);

export const pathStem = (path: string): string => path.replace(/\.json$/, "");
