import { findProgram } from "./findProgram.ts";

/**
 * The program and arguments that run a shell command, as GitHub Actions does for `run`: bash stops at the first command
 * that fails, in a pipe too. Where the PATH has no bash, sh stops at the first command that fails.
 */
export async function commandShell(command: string, path = "/usr/bin:/bin"): Promise<readonly string[]> {
  const bash = await findProgram("bash", path);
  if (bash === undefined) return ["/bin/sh", "-e", "-c", command];
  return [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", command];
}
