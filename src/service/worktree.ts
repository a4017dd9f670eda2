import { type GitOptions, git, tryGit } from "../shell/git.ts";
import { recordWorktree } from "./runDirectory.ts";

/**
 * Checks the commit out into the run's directory, with the submodules that the main checkout has initialised. Returns
 * the worktree's path.
 */
export async function addWorktree(repository: GitOptions, sha: string, runDirectory: string): Promise<string> {
  const gitDirectory = await git(repository, "rev-parse", "--path-format=absolute", "--git-common-dir");
  const path = await recordWorktree(runDirectory, gitDirectory);
  await git(repository, "worktree", "add", "--quiet", "--detach", path, sha);
  const tree = { ...repository, directory: path };
  const submodules = await initialisedSubmodules(tree);
  if (submodules.length > 0)
    await git(tree, "submodule", "--quiet", "update", "--init", "--recursive", "--", ...submodules);
  return path;
}

/** Paths of the commit's submodules that the repository has initialised. The others must not be fetched. */
async function initialisedSubmodules(tree: GitOptions): Promise<readonly string[]> {
  const [paths, urls] = await Promise.all([
    tryGit(tree, "config", "--file", ".gitmodules", "--get-regexp", String.raw`^submodule\..*\.path$`),
    tryGit(tree, "config", "--local", "--get-regexp", String.raw`^submodule\..*\.url$`),
  ]);
  const initialised = new Set(submoduleEntries(urls).map(({ name }) => name));
  return submoduleEntries(paths).flatMap(({ name, value }) => (initialised.has(name) ? [value] : []));
}

/** Parses lines such as: submodule.lib.path vendor/lib */
function submoduleEntries(text = ""): readonly { readonly name: string; readonly value: string }[] {
  return [...text.matchAll(/^submodule\.(.*)\.\w+ (.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
}
