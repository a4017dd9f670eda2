import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** Shortens the path or address of a source file, so that base and head have the same one. */
export type ShortPath = (file: string) => string;

/**
 * Paths relative to the arm's directory. This holds for files of the same checkout; all others keep their full path.
 * Both arms then have the same path for the same file, although their checkouts are elsewhere.
 */
export function shortPathIn(directory: string): ShortPath {
  const real = realPath(directory);
  const root = checkoutOf(real);
  return (file) => {
    const path = file.startsWith("file:") ? pathOfUrl(file) : file;
    if (!isAbsolute(path)) return path;
    return isWithin(path, root) ? relative(real, path) : path;
  };
}

const isWithin = (path: string, directory: string): boolean => path.startsWith(`${directory}/`);

/** The nearest directory with an entry of git, or the directory itself. */
function checkoutOf(directory: string): string {
  for (let path = directory; ; path = dirname(path)) {
    if (existsSync(join(path, ".git"))) return path;
    if (dirname(path) === path) return directory;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** An address that is no path stays as it is. */
export function pathOfUrl(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}
