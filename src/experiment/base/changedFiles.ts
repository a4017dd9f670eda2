import { realpath } from "node:fs/promises";
import type { Notice } from "../../model/notice.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { gitOptions } from "../../service/serviceGit.ts";
import { tryGit } from "../../shell/gitCommand.ts";

/** More files than these are only counted. */
const maxNames = 20;

/** A service does not read them. */
const harmless = /^\.github\/|(^|\/)loadgate\.ya?ml$|\.md$/i;

/**
 * Files in `directory` whose content is not that of its commit, relative to it: changed, staged or deleted. Permissions
 * do not count. Without a repository there are none.
 */
export async function listChangedFiles(directory: string, context: ServiceContext): Promise<readonly string[]> {
  const real = await realpath(directory).catch(() => undefined);
  if (real === undefined) return [];
  const options = { ...gitOptions(real, context), settings: ["core.fileMode=false"] };
  const list = [
    "diff",
    "--name-only",
    "-z",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--ignore-submodules=dirty",
  ];
  const paths = (await tryGit(options, ...list, "HEAD", "--", ".")) ?? "";
  return paths.split("\0").filter((path) => path !== "" && !harmless.test(path));
}

/**
 * A notice if an earlier step changed files of the head, and the base's built tree has not changed them too.
 * `changedFiles`: those of the head, before its build.
 */
export async function headOnlyChanges(
  changedFiles: readonly string[],
  { directory }: { readonly directory: string },
  context: ServiceContext,
): Promise<readonly Notice[]> {
  if (changedFiles.length === 0) return [];
  const ofBase = new Set(await listChangedFiles(directory, context));
  const files = changedFiles.filter((path) => !ofBase.has(path));
  if (files.length === 0) return [];
  return [{ kind: "head_only_changes", files: files.slice(0, maxNames), count: files.length }];
}
