import { spawn } from "node:child_process";
import { processGroupsName, worktreeRecordName } from "./runDirectory.ts";

/** The environment variable that marks every process of a run. */
export const runMark = "LOADGATE_RUN";
/** The end of the mark's value for git. The watchdog gives git time to remove its locks from the user's repository. */
export const gitMark = "git";

/**
 * Starts a shell that cleans up if this process ends in any way, SIGKILL included. The shell waits on a pipe that only
 * this process holds open. When the pipe closes, it kills every process that carries the run's mark or is in one of its
 * process groups: a process that changes its title can lose the mark. Then it removes the run's directory and git's
 * entry for the worktree in it; see runDirectory.ts. After an orderly end it finds nothing to do.
 */
export function startWatchdog(runId: string, runDirectory: string): void {
  const records = [worktreeRecordName, processGroupsName];
  const watchdog = spawn("/bin/sh", ["-c", script, "loadgate-guard", `${runMark}=${runId}`, runDirectory, ...records], {
    cwd: "/",
    env: { PATH: process.env["PATH"] },
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell there is no watchdog. The orderly end and the post step still clean up.
  watchdog.on("error", () => {});
  watchdog.stdin.on("error", () => {});
  watchdog.unref();
  // An open pipe keeps the event loop alive unless its handle is unreferenced.
  (watchdog.stdin as unknown as { unref(): void }).unref();
}

const script = `
while read -r _; do :; done
git=$(grep -lsF "$1/${gitMark}" /proc/[0-9]*/environ)
for path in $git; do path=\${path#/proc/}; kill -TERM "\${path%/environ}" 2>/dev/null; done
[ -z "$git" ] || sleep 0.2
for note in "$2/$4"/*; do kill -s KILL -- "-\${note##*/}" 2>/dev/null; done
tries=0
while [ $tries -lt 100 ]; do
  found=$(grep -lsF "$1" /proc/[0-9]*/environ)
  [ -z "$found" ] && break
  for path in $found; do path=\${path#/proc/}; kill -9 "\${path%/environ}" 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
entry=$(cat "$2/$3" 2>/dev/null)
[ -n "$entry" ] && [ "\${entry##*/}" = "\${2##*/}" ] && { rm -rf "$entry"; rmdir "\${entry%/*}"; }
rm -rf "$2" || { chmod -R u+rwx "$2"; rm -rf "$2"; }
`;
