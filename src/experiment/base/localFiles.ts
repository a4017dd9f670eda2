import { lstat, realpath } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Notice } from "../../model/notice.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { gitOptions } from "../../service/serviceGit.ts";
import { tryGit } from "../../shell/gitCommand.ts";

/** More files than these are not looked at. */
const maxFiles = 1000;
/** More files than these are only counted. */
const maxNames = 20;

/** Caches and notes of tools. A service does not read them. */
const harmless =
  /(^|\/)(\.DS_Store|\.idea|\.vscode|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.nyc_output|\.eslintcache|__pycache__|coverage)\/?$|\.(log|pyc|swp)$/;

/**
 * Files and directories in `directory` that git ignores, relative to it. In a job, also those that it does not track: a
 * person's new files are part of the change. Directories end with a slash. Without a repository there are none.
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
    tryGit(options, ...list, "--ignored"),
    isJob ? tryGit(options, ...list) : "",
  ]);
  const out = relative(real, resolve(context.out));
  return `${ignored}${untracked}`
    .split("\0")
    .filter((path) => path !== "" && path !== "./" && !harmless.test(path))
    .filter((path) => !`${out}/`.startsWith(path.endsWith("/") ? path : `${path}/`))
    .slice(0, maxFiles);
}

/** A notice if the base's built tree lacks some of the head's local files. */
export async function headOnlyFiles(
  localFiles: readonly string[],
  base: { readonly kind: "artifact" | "directory" | "git"; readonly directory: string },
): Promise<readonly Notice[]> {
  // A carried build holds the files that the build needs. Directories such as node_modules are left out on purpose.
  const expected = base.kind === "artifact" ? localFiles.filter((path) => !path.endsWith("/")) : localFiles;
  const files: string[] = [];
  for (const path of expected) {
    if ((await lstat(join(base.directory, path)).catch(() => undefined)) === undefined) files.push(path);
  }
  if (files.length === 0) return [];
  return [{ kind: "head_only_files", base: base.kind, files: files.slice(0, maxNames), count: files.length }];
}
