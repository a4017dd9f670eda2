import { lstat, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Notice } from "../../model/notice.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { gitOptions } from "../../service/serviceGit.ts";
import { isFile } from "../../shell/files.ts";
import { tryGit } from "../../shell/gitCommand.ts";

/** More files than these are not looked at. */
const maxFiles = 1000;
/** More files than these are only counted. */
const maxNames = 20;

/** Caches and notes of tools. A service does not read them. */
const harmless =
  /(^|\/)(\.DS_Store|\.idea|\.vscode|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.nyc_output|\.eslintcache|__pycache__|coverage)\/?$|\.(log|pyc|swp)$/;

/** What builds and package managers make. Outside of the service's directory it belongs to other packages, too. */
const products =
  /(^|\/)(node_modules|dist|build|out|target|bin|obj|vendor|\.?venv|\.next|\.nuxt|\.turbo|\.nx|\.cache|\.yarn|\.pnpm-store|\.husky|\.gradle|\.terraform|te?mp|logs?)\/|\.tsbuildinfo$/;
const manifests = [
  "package.json",
  "pyproject.toml",
  "requirements.txt",
  "go.mod",
  "Cargo.toml",
  "pom.xml",
  "Dockerfile",
];

/**
 * Files and directories of the repository that git ignores, relative to the service's `directory`. In a job, also those
 * that it does not track: a person's new files are part of the change. Directories end with a slash. Files of other
 * packages of the repository are left out. Without a repository there are none.
 */
export async function listLocalFiles(
  directory: string,
  isJob: boolean,
  context: ServiceContext,
): Promise<readonly string[]> {
  const real = await realpath(directory).catch(() => undefined);
  if (real === undefined) return [];
  const options = gitOptions(real, context);
  const list = ["ls-files", "-z", "--others", "--exclude-standard", "--directory", "--no-empty-directory"];
  const [ignored = "", untracked = ""] = await Promise.all([
    tryGit(options, ...list, "--ignored", "--", ":/"),
    isJob ? tryGit(options, ...list, "--", ":/") : "",
  ]);
  const out = relative(real, resolve(context.out));
  const paths = `${ignored}${untracked}`
    .split("\0")
    .filter((path) => path !== "" && path !== "./" && !harmless.test(path))
    .filter((path) => !`${out}/`.startsWith(path.endsWith("/") ? path : `${path}/`))
    .slice(0, maxFiles);
  const isOwn = await Promise.all(paths.map((path) => mayBeRead(real, path)));
  // The files of the service's own directory come first.
  return paths.filter((_, i) => isOwn[i]).toSorted((a, b) => Number(isOutside(a)) - Number(isOutside(b)));
}

const isOutside = (path: string): boolean => path.startsWith("../");

/** A file outside of the service's directory belongs to it, unless it is a product or lies in another package. */
async function mayBeRead(directory: string, path: string): Promise<boolean> {
  if (!isOutside(path)) return true;
  if (products.test(path)) return false;
  const parents: string[] = [];
  for (let parent = dirname(path); !parent.endsWith(".."); parent = dirname(parent)) parents.push(parent);
  const found = await Promise.all(
    parents.flatMap((parent) => manifests.map((name) => isFile(join(directory, parent, name)))),
  );
  return !found.includes(true);
}

/** A notice if the base's built tree lacks some of the head's local files. */
export async function headOnlyFiles(
  localFiles: readonly string[],
  base: { readonly kind: "artifact" | "directory" | "git"; readonly directory: string },
): Promise<readonly Notice[]> {
  // A carried build holds the files that the build needs. Directories such as node_modules are left out on purpose.
  const expected =
    base.kind === "artifact" ? localFiles.filter((path) => !path.endsWith("/") && !isOutside(path)) : localFiles;
  const files = await missingFiles(expected, base.directory);
  if (files.length === 0) return [];
  return [{ kind: "head_only_files", base: base.kind, files: files.slice(0, maxNames), count: files.length }];
}

/** Those of the files that the directory lacks. */
export async function missingFiles(files: readonly string[], directory: string): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const path of files) {
    if ((await lstat(join(directory, path)).catch(() => undefined)) === undefined) missing.push(path);
  }
  return missing;
}
