import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isDirectory } from "../shell/files.ts";
import { GitFailure, type GitOptions, git, tryGit } from "../shell/gitCommand.ts";
import { ensureCommit } from "../shell/gitHistory.ts";

/** A submodule of the base's commit that the head's checkout has initialised. */
interface Submodule {
  readonly name: string;
  readonly path: string;
  readonly sha: string;
}

/** A submodule's checkout in the base's tree, with its repository in the head's checkout. */
export interface SubmoduleCheckout {
  readonly head: GitOptions;
  readonly tree: GitOptions;
  readonly gitDirectory: string;
  readonly sha: string;
}

/**
 * Prepares the submodules of `tree` that the head's checkout has initialised: each gets a repository with the objects of
 * the head's one. Fetches only commits that are missing there, with that repository's credentials. Returns them, ready
 * to be checked out. A submodule of which the head has no repository is cloned.
 */
export async function prepareSubmodules(head: GitOptions, tree: GitOptions): Promise<readonly SubmoduleCheckout[]> {
  const prepared: SubmoduleCheckout[] = [];
  for (const submodule of await initialisedSubmodules(head, tree)) {
    const { path, sha } = submodule;
    const checkout = { head: { ...head, directory: join(head.directory, path) }, tree: within(tree, path), sha };
    try {
      const gitDirectory = await findRepository(head, submodule);
      if (gitDirectory === undefined) {
        await git(tree, "submodule", "--quiet", "update", "--init", "--recursive", "--", path);
        continue;
      }
      await ensureCommit({ ...head, directory: gitDirectory }, sha);
      await shareObjects(gitDirectory, checkout.tree);
      prepared.push({ ...checkout, gitDirectory });
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      const { message, problem, tries } = error;
      throw new GitFailure(`submodule ${path}: ${message}`, problem, { tries, cause: error });
    }
  }
  return prepared;
}

const within = (options: GitOptions, path: string): GitOptions => ({
  ...options,
  directory: join(options.directory, path),
});

async function initialisedSubmodules(head: GitOptions, tree: GitOptions): Promise<readonly Submodule[]> {
  const [paths, urls] = await Promise.all([
    tryGit(tree, "config", "--file", ".gitmodules", "--get-regexp", String.raw`^submodule\..*\.path$`),
    tryGit(head, "config", "--local", "--get-regexp", String.raw`^submodule\..*\.url$`),
  ]);
  const initialised = new Set(configEntries(urls).map(({ name }) => name));
  const submodules: Submodule[] = [];
  for (const { name, value: path } of configEntries(paths)) {
    if (!initialised.has(name)) continue;
    const entry = await tryGit(tree, "ls-tree", "-z", "HEAD", "--", path);
    const sha = /^160000 commit ([0-9a-f]+)\t/.exec(entry ?? "")?.[1];
    if (sha !== undefined) submodules.push({ name, path, sha });
  }
  return submodules;
}

/** Parses lines such as: submodule.lib.path vendor/lib */
function configEntries(text = ""): readonly { readonly name: string; readonly value: string }[] {
  return [...text.matchAll(/^submodule\.(.*)\.\w+ (.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
}

/** The submodule's repository in the head's checkout: in the git directory, or as old versions had it, in the files. */
async function findRepository(head: GitOptions, { name, path }: Submodule): Promise<string | undefined> {
  const isPlain = !name.split("/").includes("..");
  const modules = isPlain
    ? await Promise.all(["--absolute-git-dir", "--git-common-dir"].map((which) => gitDirectoryOf(head, which)))
    : [];
  const candidates = [
    ...modules.map((directory) => join(directory, "modules", name)),
    join(head.directory, path, ".git"),
  ];
  for (const candidate of candidates) if (await isDirectory(join(candidate, "objects"))) return candidate;
  return undefined;
}

export const gitDirectoryOf = (options: GitOptions, which: string): Promise<string> =>
  git(options, "rev-parse", "--path-format=absolute", which);

/** A repository with the settings and the objects of another one, and no files. */
async function shareObjects(gitDirectory: string, tree: GitOptions): Promise<void> {
  await mkdir(tree.directory, { recursive: true });
  await git(tree, "init", "--quiet", "--template=");
  const own = join(tree.directory, ".git");
  await copyFile(join(gitDirectory, "config"), join(own, "config"));
  const here = { ...tree, directory: gitDirectory };
  await tryGit(here, "config", "--file", join(own, "config"), "--unset-all", "core.worktree");
  await mkdir(join(own, "objects/info"), { recursive: true });
  await writeFile(join(own, "objects/info/alternates"), `${join(gitDirectory, "objects")}\n`);
  // A shallow repository lacks the parents of its oldest commits.
  await copyFile(join(gitDirectory, "shallow"), join(own, "shallow")).catch(() => {});
}
