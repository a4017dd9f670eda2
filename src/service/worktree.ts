import { type GitPlace, git, tryGit } from "../shell/git.ts";
import { noteWorktree } from "./runDirectory.ts";

/** Checks the commit out into the run's place, with the submodules that the main checkout has; gives the path back. */
export async function addWorktree(at: GitPlace, sha: string, place: string): Promise<string> {
  const gitDirectory = await git(at, "rev-parse", "--path-format=absolute", "--git-common-dir");
  const path = await noteWorktree(place, gitDirectory);
  await git(at, "worktree", "add", "--quiet", "--detach", path, sha);
  const tree = { ...at, directory: path };
  const submodules = await initialised(tree);
  if (submodules.length > 0)
    await git(tree, "submodule", "--quiet", "update", "--init", "--recursive", "--", ...submodules);
  return path;
}

/** Paths of the submodules that the commit has and the repository's configuration knows: no other is to be fetched. */
async function initialised(tree: GitPlace): Promise<readonly string[]> {
  const [paths, urls] = await Promise.all([
    tryGit(tree, "config", "--file", ".gitmodules", "--get-regexp", String.raw`^submodule\..*\.path$`),
    tryGit(tree, "config", "--local", "--get-regexp", String.raw`^submodule\..*\.url$`),
  ]);
  const known = new Set(entriesIn(urls).map(({ name }) => name));
  return entriesIn(paths).flatMap(({ name, value }) => (known.has(name) ? [value] : []));
}

/** submodule.lib.path vendor/lib */
function entriesIn(text = ""): readonly { readonly name: string; readonly value: string }[] {
  return [...text.matchAll(/^submodule\.(.*)\.\w+ (.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
}
