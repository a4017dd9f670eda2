import { GitFailure, type GitOptions, git, tryGit } from "../shell/gitCommand.ts";

/** A repository has few filters. */
const maxFilters = 10;

/** Git LFS is always off: fillLfsFiles writes its files. */
const alwaysOff = "lfs";

/**
 * Runs a git command that writes files. A filter that fails, because its program or its key is missing, is switched off,
 * and the files keep the content that git stores. Returns the names of those filters, without that of Git LFS.
 */
export async function gitWithFilters(options: GitOptions, ...args: readonly string[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (;;) {
    try {
      await git({ ...options, settings: [alwaysOff, ...failed].flatMap(switchedOff) }, ...args);
      return failed;
    } catch (error) {
      const suspects = error instanceof GitFailure ? await suspectFilters(error, options) : [];
      const next = suspects.filter((name) => name !== alwaysOff && !failed.includes(name));
      if (next.length === 0 || failed.length >= maxFilters) throw error;
      failed.push(...next);
    }
  }
}

/** The filter that git names. It does not name one whose process ended early: then all filters with a process. */
async function suspectFilters({ problem }: GitFailure, options: GitOptions): Promise<readonly string[]> {
  if (problem.filter !== undefined) return [problem.filter];
  if (problem.cause !== "unreachable") return [];
  const listed =
    (await tryGit(options, "config", "--name-only", "--get-regexp", String.raw`^filter\..*\.process$`)) ?? "";
  return listed.split("\n").flatMap((line) => /^filter\.(.+)\.process$/.exec(line)?.[1] ?? []);
}

const switchedOff = (filter: string): readonly string[] =>
  ["smudge=", "process=", "required=false"].map((setting) => `filter.${filter}.${setting}`);
