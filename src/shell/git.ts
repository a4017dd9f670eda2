import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The commits that are checked out; absent outside of a repository, or without git. */
export interface Commits {
  readonly head?: string;
  readonly base?: string;
}

/** A base directory that is a part of the head's own checkout has no commit of its own. */
export async function commitsOf(headDirectory: string, baseDirectory: string | undefined): Promise<Commits> {
  const head = await revParse(headDirectory, "HEAD");
  const own = head === undefined ? {} : { head };
  if (baseDirectory === undefined) return own;
  const [here, there, base] = await Promise.all([
    revParse(headDirectory, "--show-toplevel"),
    revParse(baseDirectory, "--show-toplevel"),
    revParse(baseDirectory, "HEAD"),
  ]);
  return here === there || base === undefined ? own : { ...own, base };
}

async function revParse(directory: string, what: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("git", ["rev-parse", what], { cwd: directory });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
