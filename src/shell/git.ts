import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The commit that is checked out in `directory`; `undefined` outside of a repository, or without git. */
export async function headSha(directory: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("git", ["rev-parse", "HEAD"], { cwd: directory });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
