import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Arm } from "../model/plan.ts";

/** Shortens the path or address of a source file, so that base and head have the same one. */
export type ShortPath = (file: string) => string;

type Directories = Readonly<Record<Arm, { readonly directory: string }>>;

/**
 * Paths relative to the checkout's root. A file of the arm's own directory has the path that it has in the head's
 * checkout, so that both arms have the same one wherever their directories are. Files elsewhere keep their full path.
 */
export function shortPathIn(arm: Arm, { base, head }: Directories): ShortPath {
  const own = realPath((arm === "base" ? base : head).directory);
  const headDirectory = realPath(head.directory);
  const [root, headRoot] = [checkoutOf(own), checkoutOf(headDirectory)];
  return (file) => {
    const path = file.startsWith("file:") ? pathOfUrl(file) : file;
    if (!isAbsolute(path)) return path;
    if (isWithin(path, own)) return relative(headRoot, join(headDirectory, relative(own, path)));
    return isWithin(path, root) ? relative(root, path) : path;
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
