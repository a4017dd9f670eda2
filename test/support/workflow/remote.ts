import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { commit, git } from "../gitRepository.ts";

/** The repository at GitHub: main, and for each pull request its head and its merge commit with main. */
export interface Remote {
  readonly directory: string;
  readonly url: string;
  /** Commits the files to main. Returns the commit. */
  readonly push: (files: Files) => Promise<string>;
  readonly pull: (number: number, files: Files) => Promise<Merge>;
  readonly queue: (number: number) => Queued;
  /** The newest commit of main. */
  readonly main: () => string;
}

export type Files = Readonly<Record<string, string>>;

export interface Merge {
  readonly head: string;
  readonly base: string;
  readonly sha: string;
}

/** A branch of the merge queue. */
export interface Queued {
  readonly branch: string;
  readonly sha: string;
  readonly base: string;
}

export async function createRemote(parent: string): Promise<Remote> {
  const directory = join(parent, "remote");
  await mkdir(directory, { recursive: true });
  git(directory, "init", "--quiet");
  await commit(directory, "initial commit");
  const shaOf = (reference: string) => git(directory, "rev-parse", reference);
  return {
    directory,
    url: `file://${directory}`,
    push: async (files) => {
      git(directory, "checkout", "--quiet", "-B", "main");
      return await commit(directory, "on main", files);
    },
    pull: async (number, files) => {
      const base = shaOf("main");
      git(directory, "checkout", "--quiet", "--detach", "main");
      const head = await commit(directory, `pull request ${number}`, files);
      git(directory, "checkout", "--quiet", "--detach", "main");
      git(directory, "merge", "--quiet", "--no-ff", "-m", "merge", head);
      const sha = shaOf("HEAD");
      git(directory, "update-ref", `refs/pull/${number}/merge`, sha);
      git(directory, "checkout", "--quiet", "main");
      return { head, base, sha };
    },
    main: () => shaOf("main"),
    queue: (number) => {
      const base = shaOf("main");
      const branch = `gh-readonly-queue/main/pr-${number}-${base}`;
      const sha = shaOf(`refs/pull/${number}/merge`);
      git(directory, "update-ref", `refs/heads/${branch}`, sha);
      return { branch, sha, base };
    },
  };
}
