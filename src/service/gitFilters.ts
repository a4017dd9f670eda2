import { GitFailure, type GitOptions, git } from "../shell/gitCommand.ts";

/** A repository has few filters. */
const maxFilters = 10;

/**
 * Runs a git command that writes files. A filter that fails, because its program or its key is missing, is switched off,
 * and the files keep the content that git stores. Returns the names of those filters.
 */
export async function gitWithFilters(options: GitOptions, ...args: readonly string[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (;;) {
    try {
      await git({ ...options, settings: failed.flatMap(switchedOff) }, ...args);
      return failed;
    } catch (error) {
      const filter = error instanceof GitFailure ? error.problem.filter : undefined;
      if (filter === undefined || failed.includes(filter) || failed.length === maxFilters) throw error;
      failed.push(filter);
    }
  }
}

const switchedOff = (filter: string): readonly string[] =>
  ["smudge=", "process=", "required=false"].map((setting) => `filter.${filter}.${setting}`);
